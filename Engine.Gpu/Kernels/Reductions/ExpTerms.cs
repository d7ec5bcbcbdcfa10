using System.Runtime.CompilerServices;
using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>exp(x[i] − m), for a sum in double.</summary>
internal readonly struct ExpTerms(ArrayView<float> x, float largest) : ITerms<double>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(int at, int i) => F32.Exp(new(x[at] - largest)).Value;
}
