using System.Collections.Concurrent;
using ILGPU.Runtime;

namespace Engine.Gpu;

/// <summary>The use of a buffer. It lasts until neither a storage nor a view in some running method refers to the buffer any more.</summary>
/// <remarks>
/// A storage's own finalizer would be too early: a tensor that is read for the last time may be collected once its view has been
/// taken, and another thread's allocation would free the memory under the copy.
/// </remarks>
internal sealed class Lease(MemoryBuffer buffer, ConcurrentQueue<MemoryBuffer> ended)
{
    /// <summary>The buffer is freed at the next allocation, and not by the collector's own thread.</summary>
    ~Lease() => ended.Enqueue(buffer);
}
