using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Sums in double.</summary>
internal readonly struct SumFold : IFold<double>
{
    /// <inheritdoc/>
    public double Nothing
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Combine(double a, double b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Result(double total) => (float)total;
}
