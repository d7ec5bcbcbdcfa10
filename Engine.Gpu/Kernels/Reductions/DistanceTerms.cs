using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>(x[i] − μ)² in double.</summary>
internal readonly struct DistanceTerms(ArrayView<float> x, double mean) : ITerms<double>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(int at, int i) => (x[at] - mean) * (x[at] - mean);
}
