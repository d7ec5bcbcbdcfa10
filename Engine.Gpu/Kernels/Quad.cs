using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Engine.Gpu.Kernels;

/// <summary>Four neighbouring floats, read or written by one 128-bit instruction: a thread then keeps four times as much memory
/// traffic in flight, which is what fills the bus of a large GPU.</summary>
internal struct Quad
{
    public float A, B, C, D;

    /// <summary>A storage as quads; it starts at a multiple of 256 bytes, which the compiler is told here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ArrayView<Quad> Of(ArrayView<float> view) => view.AsAligned(16).Cast<Quad>();
}
