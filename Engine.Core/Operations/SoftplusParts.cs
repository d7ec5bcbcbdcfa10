using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>σ = ln(1 + eˣ), ln σ and the slope of ln σ from one exponential e = e^(−|x|).</summary>
/// <remarks>
/// The slope of σ itself is the sigmoid e^(min(x, 0))/(1 + e) = σ·(ln σ)′: a product, where 1 − e^(−σ) would take another exponential.
/// For very negative x, σ = eˣ(1 − eˣ/2 + …): it underflows and cannot be divided by, so below −20 (where e² is less than a
/// rounding of double) ln σ = x − e/2 and its slope 1 − e/2 come from x itself. Any finite x gives finite parts.
/// </remarks>
/// <typeparam name="L">The lane.</typeparam>
internal readonly struct SoftplusParts<L> where L : struct, ILane<L>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly L x, e;

    /// <param name="x">What σ is the softplus of.</param>
    [MethodImpl(Inline)]
    public SoftplusParts(L x)
    {
        this.x = x;
        e = L.ExpNegative(Magnitude.Minus(x));
        Value = L.IfLess(x, L.Of(0), L.Of(0), x) + L.Log1pOfUnit(e);
    }

    /// <summary>σ.</summary>
    public L Value { [MethodImpl(Inline)] get; }

    /// <summary>d ln σ/dx = σ′/σ: min(1, eˣ)/((1 + e)·σ), the one quotient of a gradient.</summary>
    public L LogSlope
    {
        [MethodImpl(Inline)]
        get => L.IfLess(x, L.Of(-20), L.Of(1) - L.Of(0.5) * e, L.IfLess(x, L.Of(0), e, L.Of(1)) / L.MulAdd(e, Value, Value));
    }

    /// <summary>ln(σ·factor), with the factor's logarithm for the tail.</summary>
    [MethodImpl(Inline)]
    public L Log(L scaled, L logFactor) => L.IfLess(x, L.Of(-20), x - L.Of(0.5) * e + logFactor, L.Log(scaled));
}
