using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>a[i]·b[i], exact in double.</summary>
internal readonly struct ProductTerms(ArrayView<float> a, ArrayView<float> b) : ITerms<double>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(int at, int i) => (double)a[at] * b[at];
}
