using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = Φ⁻¹(x), the standard normal quantile of a probability; dy/dx = 1/φ(y). −∞ at 0, ∞ at 1, NaN outside [0, 1].</summary>
/// <remarks>
/// Hastings's rational guess of the smaller tail (Abramowitz and Stegun 26.2.23; within 4.5e-4), then two of Halley's steps on
/// Φ(y) = q, each of which cubes the error.
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
        var t = L.Sqrt(L.Of(-2) * L.Log(q));
        var above = L.MulAdd(L.MulAdd(L.Of(0.010328), t, L.Of(0.802853)), t, L.Of(2.515517));
        var below = L.MulAdd(L.MulAdd(L.MulAdd(L.Of(0.001308), t, L.Of(0.189269)), t, L.Of(1.432788)), t, L.Of(1));
        var y = Halley(Halley(above / below - t, q), q);
        y = L.IfEqual(q, L.Of(0), L.Of(double.NegativeInfinity), y);
        return L.IfLess(half, x, -y, y);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(Math.Sqrt(2 * Math.PI)) * L.Exp(L.Of(0.5) * y * y);

    /// <summary>y − e/(1 + ½ye) with e = (Φ(y) − q)/φ(y); φ′ = −yφ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Halley<L>(L y, L q) where L : struct, ILane<L>
    {
        var excess = L.Of(0.5) * L.Erfc(y * L.Of(-1 / Math.Sqrt(2))) - q;
        var e = excess * (L.Of(Math.Sqrt(2 * Math.PI)) * L.Exp(L.Of(0.5) * y * y));
        return y - e / (L.Of(1) + L.Of(0.5) * y * e);
    }
}
