using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ln Φ(x), Φ the standard normal distribution function; dy/dx = φ(x)/Φ(x).</summary>
/// <remarks>
/// Above −12, Φ(x) = ½erfc(−x/√2), and 1 − ½erfc(x/√2) for x &gt; 0. Below, where a float would underflow at −13,
/// Φ(x) = −φ(x)/x·S with Mills's series S = 1 − 1/x² + 1·3/x⁴ − 1·3·5/x⁶ + … (DLMF 7.12.1).
/// </remarks>
[Domain(-16, 6)]
public readonly struct LogNormalCdf : IUnaryOp
{
    private const double Tail = -12;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L>
    {
        var left = L.Log(L.Of(0.5) * L.Erfc(x * L.Of(-1 / Math.Sqrt(2))));
        var right = L.Log1p(L.Of(-0.5) * L.Erfc(x * L.Of(1 / Math.Sqrt(2))));
        var far = L.Of(-0.5) * x * x - L.Log(-x) + (L.Log(Mills(x)) - L.Of(0.5 * Math.Log(2 * Math.PI)));
        return L.IfLess(x, L.Of(Tail), far, L.IfLess(x, L.Of(0), left, right));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L>
    {
        var ratio = L.Exp(L.Of(-0.5) * x * x - y) * L.Of(1 / Math.Sqrt(2 * Math.PI));
        return L.IfLess(x, L.Of(Tail), -x / Mills(x), ratio);
    }

    /// <summary>S from its 14th term inwards; the terms fall to 1e-16 at −12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Mills<L>(L x) where L : struct, ILane<L>
    {
        var q = L.Of(1) / (x * x);
        var (s, odd) = (L.Of(1), L.Of(27));
        for (var k = 0; k < 14; k++)
        {
            s = L.Of(1) - odd * q * s;
            odd -= L.Of(2);
        }
        return s;
    }
}
