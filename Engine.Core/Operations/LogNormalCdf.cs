using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ln Φ(x), Φ the standard normal distribution function; dy/dx = φ(x)/Φ(x).</summary>
/// <remarks>
/// Above −5, Φ(x) = ½erfc(−x/√2), and 1 − ½erfc(x/√2) for x &gt; 0. Below, where a float would underflow at −13 and the slope
/// be an exponential of a difference, Laplace's continued fraction φ/Φ = t + 1/(t + 2/(t + 3/(t + …))) with t = −x (DLMF 7.9.1).
/// </remarks>
[Domain(-16, 6)]
public readonly struct LogNormalCdf : IUnaryOp
{
    private const double Tail = -5;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L>
    {
        var left = L.Log(L.Of(0.5) * L.Erfc(x * L.Of(-1 / Math.Sqrt(2))));
        var right = L.Log1p(L.Of(-0.5) * L.Erfc(x * L.Of(1 / Math.Sqrt(2))));
        var far = L.Of(-0.5) * x * x - L.Log(Mills(x)) - L.Of(0.5 * Math.Log(2 * Math.PI));
        return L.IfLess(x, L.Of(Tail), far, L.IfLess(x, L.Of(0), left, right));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L>
    {
        var ratio = L.Exp(L.Of(-0.5) * x * x - y) * L.Of(1 / Math.Sqrt(2 * Math.PI));
        return L.IfLess(x, L.Of(Tail), Mills(x), ratio);
    }

    /// <summary>φ/Φ from its 30th level inwards: right to 1e-16 at −5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Mills<L>(L x) where L : struct, ILane<L>
    {
        var (r, k) = (-x, L.Of(30));
        for (var level = 0; level < 30; level++)
        {
            r = k / r - x;
            k -= L.Of(1);
        }
        return r;
    }
}
