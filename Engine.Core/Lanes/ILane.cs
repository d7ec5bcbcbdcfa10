using Engine.Lanes;

namespace Engine;

/// <summary>
/// What an operation is written over: one number, a hardware vector of numbers, or a number with its derivative.
/// An op written once over <typeparamref name="L"/> runs on every device and differentiates itself (<see cref="Lanes.Dual{L}"/>).
/// </summary>
/// <remarks>
/// There is no mask type: a comparison and its selection are one member (<see cref="IfLess"/>), which a vector
/// lane runs as compare + blend, a GPU thread as a predicated move, and a dual number component by component.
/// Comparisons with NaN are false, as in IEEE 754.
/// </remarks>
/// <typeparam name="L">The lane itself.</typeparam>
public interface ILane<L> where L : struct, ILane<L>
{
    /// <summary>The constant <paramref name="value"/> in every element.</summary>
    static abstract L Of(double value);

    /// <summary>The field <paramref name="value"/> of an op in every element.</summary>
    static abstract L Of(Coefficient value);

    /// <summary>Sum.</summary>
    static abstract L operator +(L a, L b);

    /// <summary>Difference.</summary>
    static abstract L operator -(L a, L b);

    /// <summary>Product.</summary>
    static abstract L operator *(L a, L b);

    /// <summary>Quotient.</summary>
    static abstract L operator /(L a, L b);

    /// <summary>Negation: flips the sign bit, of zeros and NaN too.</summary>
    static abstract L operator -(L a);

    /// <summary>a·b + c, rounded once where the hardware has a fused instruction.</summary>
    static abstract L MulAdd(L a, L b, L c);

    /// <summary><paramref name="then"/> where a &lt; b, else <paramref name="otherwise"/>.</summary>
    static abstract L IfLess(L a, L b, L then, L otherwise);

    /// <summary><paramref name="then"/> where a ≤ b, else <paramref name="otherwise"/>.</summary>
    static abstract L IfLessOrEqual(L a, L b, L then, L otherwise);

    /// <summary><paramref name="then"/> where a = b, else <paramref name="otherwise"/>; a = a is false for NaN only.</summary>
    static abstract L IfEqual(L a, L b, L then, L otherwise);

    /// <summary>Magnitude: clears the sign bit.</summary>
    static abstract L Abs(L x);

    /// <summary>The smaller; NaN if either is.</summary>
    static abstract L Min(L a, L b);

    /// <summary>The larger; NaN if either is.</summary>
    static abstract L Max(L a, L b);

    /// <summary>Largest whole number ≤ x.</summary>
    static abstract L Floor(L x);

    /// <summary>Nearest whole number, ties to even.</summary>
    static abstract L Round(L x);

    /// <summary>Square root, correctly rounded.</summary>
    static abstract L Sqrt(L x);

    /// <summary>|magnitude| with the sign bit of <paramref name="sign"/>.</summary>
    static abstract L CopySign(L magnitude, L sign);

    /// <summary>x·2ⁿ for a whole n; overflow gives ±∞, underflow rounds gradually through the subnormals.</summary>
    static abstract L Scale(L x, L n);

    /// <summary>⌊log₂|x|⌋ for finite nonzero x, subnormals included; unspecified for 0, ±∞ and NaN.</summary>
    static abstract L Exponent(L x);

    /// <summary>eˣ.</summary>
    static abstract L Exp(L x);

    /// <summary>eˣ − 1, accurate near 0.</summary>
    static abstract L Expm1(L x);

    /// <summary>ln x.</summary>
    static abstract L Log(L x);

    /// <summary>ln(1 + x), accurate near 0.</summary>
    static abstract L Log1p(L x);

    /// <summary>eˣ for x ≤ 0, at less cost than <see cref="Exp"/>; unspecified for x &gt; 0.</summary>
    static abstract L ExpNegative(L x);

    /// <summary>ln(1 + x) for 0 ≤ x ≤ 1, at less cost than <see cref="Log1p"/>; unspecified elsewhere.</summary>
    static abstract L Log1pOfUnit(L x);

    /// <summary>Sine of x in radians.</summary>
    static abstract L Sin(L x);

    /// <summary>Cosine of x in radians.</summary>
    static abstract L Cos(L x);

    /// <summary>Hyperbolic tangent.</summary>
    static abstract L Tanh(L x);

    /// <summary>aᵇ by the rules of C99's pow.</summary>
    static abstract L Pow(L a, L b);

    /// <summary>Error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    static abstract L Erf(L x);

    /// <summary>1 − erf x, accurate for large x.</summary>
    static abstract L Erfc(L x);

    /// <summary>ln |Γ(x)|.</summary>
    static abstract L LogGamma(L x);

    /// <summary>ψ⁽ⁿ⁾(x), the derivative of order <paramref name="n"/> + 1 of ln Γ: digamma for 0, trigamma for 1.</summary>
    static abstract L Polygamma(int n, L x);
}
