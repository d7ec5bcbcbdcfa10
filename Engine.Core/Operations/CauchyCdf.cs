using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ½ + arctan(x)/π, the standard Cauchy distribution function; dy/dx = 1/(π(1 + x²)).</summary>
/// <remarks>
/// With t = min(|x|, 1/|x|) and two half-angle steps t ↦ t/(1 + √(1 + t²)), arctan t is four times a series whose terms fall by 1/25.
/// For x &lt; −1 it is arctan(1/|x|)/π itself: the far tail keeps its digits.
/// </remarks>
public readonly struct CauchyCdf : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L>
    {
        var (one, size) = (L.Of(1), -Magnitude.Minus(x));
        var beyond = one / size;
        var angle = L.IfLess(one, size, Angle(beyond), L.Of(0.5) - Angle(size));
        return L.IfLess(x, L.Of(0), angle, one - angle);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(1 / Math.PI) / (L.Of(1) + x * x);

    /// <summary>arctan(t)/π for t in [0, 1]: Σ (−1)ᵏ t²ᵏ⁺¹/(2k + 1) (DLMF 4.24.3) at a quarter of the angle, where t ≤ 0.2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Angle<L>(L t) where L : struct, ILane<L>
    {
        var one = L.Of(1);
        t /= one + L.Sqrt(one + t * t);
        t /= one + L.Sqrt(one + t * t);
        var q = t * t;
        var (s, odd) = (L.Of(0), L.Of(23));
        for (var k = 0; k < 12; k++)
        {
            s = one / odd - q * s;
            odd -= L.Of(2);
        }
        return L.Of(4 / Math.PI) * t * s;
    }
}
