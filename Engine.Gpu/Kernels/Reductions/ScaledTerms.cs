using System.Runtime.CompilerServices;
using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>s[i]·exp(m[i] − M): sums of exponentials, each relative to its own largest, brought to a common one.</summary>
internal readonly struct ScaledTerms(ArrayView<float> largest, ArrayView<double> sums, float common) : ITerms<double>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(int at, int i) => sums[at] * F32.Exp(new(largest[at] - common)).Value;
}
