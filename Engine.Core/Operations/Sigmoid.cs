using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = σ(x) = 1/(1 + e⁻ˣ), dy/dx = y(1 − y).</summary>
public readonly struct Sigmoid : IUnaryOp
{
    // With e = exp(−|x|) ≤ 1 nothing overflows, and σ(x) = e/(1 + e) keeps full precision for very negative x.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L>
    {
        var e = L.ExpNegative(Magnitude.Minus(x));
        return L.IfLess(x, L.Of(0), e, L.Of(1)) / (L.Of(1) + e);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => y * (L.Of(1) - y);

    /// <inheritdoc/>
    public static bool SlopeFromValue => true;
}
