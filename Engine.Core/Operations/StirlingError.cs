using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ln Γ(x) − [(x − ½)·ln x − x + ½ln 2π] for x &gt; 0: what Stirling's formula lacks, about 1/(12x).</summary>
/// <remarks>From 15 on its series Σ B₂ₖ/(2k(2k − 1)x²ᵏ⁻¹) (DLMF 5.11.1), where the difference would keep no digits. See <see cref="Deviance"/>.</remarks>
[Domain(0.2, 30)]
public readonly struct StirlingError : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L>
    {
        var near = L.LogGamma(x) - (x - L.Of(0.5)) * L.Log(x) + (x - L.Of(0.5 * Math.Log(2 * Math.PI)));
        var inverse = L.Of(1) / x;
        var q = inverse * inverse;
        var s = L.MulAdd(q, L.Of(1.0 / 156), L.Of(-691.0 / 360360));
        s = L.MulAdd(q, s, L.Of(1.0 / 1188));
        s = L.MulAdd(q, s, L.Of(-1.0 / 1680));
        s = L.MulAdd(q, s, L.Of(1.0 / 1260));
        s = L.MulAdd(q, s, L.Of(-1.0 / 360));
        s = L.MulAdd(q, s, L.Of(1.0 / 12));
        return L.IfLess(x, L.Of(15), near, s * inverse);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => Slopes.ByDual(this, x);
}
