using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>σ = ln(1 + eˣ), ln σ and the slope of ln σ from one exponential e = e^(−|x|).</summary>
/// <remarks>
/// The slope of σ itself is the sigmoid e^(min(x, 0))/(1 + e) = σ·(ln σ)′: a product, where 1 − e^(−σ) would take another exponential.
/// For very negative x, σ = eˣ(1 − eˣ/2 + …) underflows and cannot be divided by. So below −86, σ stays what it is there,
/// 4.5e-38, and ln σ goes on along its tangent of slope 1, which it touches to the last bit. Any finite x gives finite parts.
/// </remarks>
/// <typeparam name="L">The lane.</typeparam>
internal readonly struct SoftplusParts<L> where L : struct, ILane<L>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly L x, bounded, e;

    /// <param name="x">What σ is the softplus of.</param>
    [MethodImpl(Inline)]
    public SoftplusParts(L x)
    {
        this.x = x;
        bounded = L.IfLess(x, L.Of(-86), L.Of(-86), x);
        e = L.ExpNegative(Magnitude.Minus(bounded));
        Value = L.IfLess(x, L.Of(0), L.Of(0), x) + L.Log1pOfUnit(e);
    }

    /// <summary>σ.</summary>
    public L Value { [MethodImpl(Inline)] get; }

    /// <summary>d ln σ/dx = σ′/σ: min(1, eˣ)/((1 + e)·σ), the one quotient of a gradient.</summary>
    public L LogSlope { [MethodImpl(Inline)] get => L.IfLess(x, L.Of(0), e, L.Of(1)) / L.MulAdd(e, Value, Value); }

    /// <summary>The part of ln σ that is not the logarithm of <see cref="Value"/>: 0 but for very negative x.</summary>
    public L LogBeyond { [MethodImpl(Inline)] get => x - bounded; }
}
