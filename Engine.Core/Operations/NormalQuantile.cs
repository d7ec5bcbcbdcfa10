using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = Φ⁻¹(x), the standard normal quantile of a probability; dy/dx = 1/φ(y). −∞ at 0, ∞ at 1, NaN outside [0, 1].</summary>
/// <remarks>
/// Hastings's rational guess of the smaller tail (Abramowitz and Stegun 26.2.23; within 4.5e-4), then two of Halley's steps on
/// ln Φ(y) = ln q, each of which cubes the error; in logarithms the tail may underflow.
/// </remarks>
[Domain(0.01, 0.99)]
public readonly struct NormalQuantile : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L>
    {
        var half = L.Of(0.5);
        var q = L.IfLess(half, x, L.Of(1) - x, x);
        var log = L.Log(q);
        var t = L.Sqrt(L.Of(-2) * log);
        var above = L.MulAdd(L.MulAdd(L.Of(0.010328), t, L.Of(0.802853)), t, L.Of(2.515517));
        var below = L.MulAdd(L.MulAdd(L.MulAdd(L.Of(0.001308), t, L.Of(0.189269)), t, L.Of(1.432788)), t, L.Of(1));
        var y = Halley(Halley(above / below - t, log), log);
        y = L.IfEqual(q, L.Of(0), L.Of(double.NegativeInfinity), y);
        return L.IfLess(half, x, -y, y);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(Math.Sqrt(2 * Math.PI)) * L.Exp(L.Of(0.5) * y * y);

    /// <summary>y − s/(1 + ½s·(y + r)) with s = (ln Φ(y) − ln q)/r and r = φ/Φ, the slope of ln Φ, whose own slope is −r(y + r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Halley<L>(L y, L logQ) where L : struct, ILane<L>
    {
        var log = default(LogNormalCdf).Value(y);
        var r = default(LogNormalCdf).Slope(y, log);
        var s = (log - logQ) / r;
        return y - s / (L.Of(1) + L.Of(0.5) * s * (y + r));
    }
}
