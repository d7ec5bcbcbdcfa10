using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Values as they stand in memory, such as the results of a line's blocks.</summary>
internal readonly struct StoredTerms<T>(ArrayView<T> values) : ITerms<T> where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At(int at, int i) => values[at];
}
