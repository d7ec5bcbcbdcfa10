using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Floats that stand in memory, for a sum in double.</summary>
internal readonly struct MemoryTerms(ArrayView<float> x) : ITerms<double>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(int at, int i) => x[at];
}
