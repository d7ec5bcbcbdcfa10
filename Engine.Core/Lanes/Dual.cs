using System.Runtime.CompilerServices;

namespace Engine.Lanes;

/// <summary>
/// A value and its derivative along one direction: x + x′ε with ε² = 0. Running an op on duals is forward-mode
/// differentiation: f(x + x′ε) = f(x) + f′(x)·x′ε.
/// </summary>
/// <param name="value">x.</param>
/// <param name="slope">x′.</param>
/// <typeparam name="L">The lane of both components; <c>Dual&lt;Dual&lt;L&gt;&gt;</c> gives second derivatives.</typeparam>
public readonly struct Dual<L>(L value, L slope) : ILane<Dual<L>> where L : struct, ILane<L>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>x.</summary>
    public L Value { get; } = value;

    /// <summary>x′.</summary>
    public L Slope { get; } = slope;

    private static L Zero => L.Of(0);

    /// <summary>The variable that is differentiated by: x′ = 1.</summary>
    [MethodImpl(Inline)] public static Dual<L> Variable(L x) => new(x, L.Of(1));

    /// <summary>A constant: x′ = 0.</summary>
    [MethodImpl(Inline)] public static Dual<L> Constant(L x) => new(x, Zero);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Dual<L> Of(double value) => new(L.Of(value), Zero);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Dual<L> Of(Coefficient value) => new(L.Of(value), Zero);

    /// <summary>Sum rule.</summary>
    [MethodImpl(Inline)] public static Dual<L> operator +(Dual<L> a, Dual<L> b) => new(a.Value + b.Value, a.Slope + b.Slope);

    /// <summary>Sum rule.</summary>
    [MethodImpl(Inline)] public static Dual<L> operator -(Dual<L> a, Dual<L> b) => new(a.Value - b.Value, a.Slope - b.Slope);

    /// <summary>Product rule.</summary>
    [MethodImpl(Inline)] public static Dual<L> operator *(Dual<L> a, Dual<L> b) => new(a.Value * b.Value, L.MulAdd(a.Slope, b.Value, a.Value * b.Slope));

    /// <summary>Quotient rule: (a/b)′ = (a′ − (a/b)·b′)/b.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> operator /(Dual<L> a, Dual<L> b)
    {
        var quotient = a.Value / b.Value;
        return new(quotient, (a.Slope - quotient * b.Slope) / b.Value);
    }

    /// <summary>Negation.</summary>
    [MethodImpl(Inline)] public static Dual<L> operator -(Dual<L> a) => new(-a.Value, -a.Slope);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Dual<L> MulAdd(Dual<L> a, Dual<L> b, Dual<L> c) => a * b + c;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual<L> IfLess(Dual<L> a, Dual<L> b, Dual<L> then, Dual<L> otherwise) =>
        new(L.IfLess(a.Value, b.Value, then.Value, otherwise.Value), L.IfLess(a.Value, b.Value, then.Slope, otherwise.Slope));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual<L> IfLessOrEqual(Dual<L> a, Dual<L> b, Dual<L> then, Dual<L> otherwise) =>
        new(L.IfLessOrEqual(a.Value, b.Value, then.Value, otherwise.Value), L.IfLessOrEqual(a.Value, b.Value, then.Slope, otherwise.Slope));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual<L> IfEqual(Dual<L> a, Dual<L> b, Dual<L> then, Dual<L> otherwise) =>
        new(L.IfEqual(a.Value, b.Value, then.Value, otherwise.Value), L.IfEqual(a.Value, b.Value, then.Slope, otherwise.Slope));

    /// <summary>|x|′ = sign(x)·x′, with slope 0 at 0.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> Abs(Dual<L> x) =>
        new(L.Abs(x.Value), L.IfLess(x.Value, Zero, -x.Slope, L.IfEqual(x.Value, Zero, Zero, x.Slope)));

    /// <summary>The smaller and its slope; at a tie half of each, as for <see cref="Max"/>.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> Min(Dual<L> a, Dual<L> b) =>
        new(L.Min(a.Value, b.Value), L.IfEqual(a.Value, b.Value, (a.Slope + b.Slope) * L.Of(0.5), L.IfLess(a.Value, b.Value, a.Slope, b.Slope)));

    /// <summary>The larger and its slope; at a tie half of each, the subgradient that treats both alike.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> Max(Dual<L> a, Dual<L> b) =>
        new(L.Max(a.Value, b.Value), L.IfEqual(a.Value, b.Value, (a.Slope + b.Slope) * L.Of(0.5), L.IfLess(a.Value, b.Value, b.Slope, a.Slope)));

    /// <summary>Slope 0 almost everywhere.</summary>
    [MethodImpl(Inline)] public static Dual<L> Floor(Dual<L> x) => new(L.Floor(x.Value), Zero);

    /// <summary>Slope 0 almost everywhere.</summary>
    [MethodImpl(Inline)] public static Dual<L> Round(Dual<L> x) => new(L.Round(x.Value), Zero);

    /// <summary>(√x)′ = x′/(2√x).</summary>
    [MethodImpl(Inline)]
    public static Dual<L> Sqrt(Dual<L> x)
    {
        var root = L.Sqrt(x.Value);
        return new(root, x.Slope * (L.Of(0.5) / root));
    }

    /// <summary>|m|·sign(s): the slope of m, mirrored if the sign changes.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> CopySign(Dual<L> magnitude, Dual<L> sign)
    {
        var value = L.CopySign(magnitude.Value, sign.Value);
        return new(value, L.IfEqual(value, magnitude.Value, magnitude.Slope, -magnitude.Slope));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static Dual<L> Scale(Dual<L> x, Dual<L> n) => new(L.Scale(x.Value, n.Value), L.Scale(x.Slope, n.Value));

    /// <summary>Slope 0 almost everywhere.</summary>
    [MethodImpl(Inline)] public static Dual<L> Exponent(Dual<L> x) => new(L.Exponent(x.Value), Zero);

    /// <summary>(eˣ)′ = eˣ·x′.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> Exp(Dual<L> x)
    {
        var y = L.Exp(x.Value);
        return new(y, y * x.Slope);
    }

    /// <summary>(eˣ − 1)′ = eˣ·x′.</summary>
    [MethodImpl(Inline)] public static Dual<L> Expm1(Dual<L> x) => new(L.Expm1(x.Value), L.Exp(x.Value) * x.Slope);

    /// <summary>(ln x)′ = x′/x.</summary>
    [MethodImpl(Inline)] public static Dual<L> Log(Dual<L> x) => new(L.Log(x.Value), x.Slope / x.Value);

    /// <summary>(ln(1+x))′ = x′/(1+x).</summary>
    [MethodImpl(Inline)] public static Dual<L> Log1p(Dual<L> x) => new(L.Log1p(x.Value), x.Slope / (L.Of(1) + x.Value));

    /// <summary>(eˣ)′ = eˣ·x′.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> ExpNegative(Dual<L> x)
    {
        var y = L.ExpNegative(x.Value);
        return new(y, y * x.Slope);
    }

    /// <summary>(ln(1+x))′ = x′/(1+x).</summary>
    [MethodImpl(Inline)] public static Dual<L> Log1pOfUnit(Dual<L> x) => new(L.Log1pOfUnit(x.Value), x.Slope / (L.Of(1) + x.Value));

    /// <summary>(sin x)′ = cos x·x′.</summary>
    [MethodImpl(Inline)] public static Dual<L> Sin(Dual<L> x) => new(L.Sin(x.Value), L.Cos(x.Value) * x.Slope);

    /// <summary>(cos x)′ = −sin x·x′.</summary>
    [MethodImpl(Inline)] public static Dual<L> Cos(Dual<L> x) => new(L.Cos(x.Value), -(L.Sin(x.Value) * x.Slope));

    /// <summary>(tanh x)′ = (1 − tanh²x)·x′.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> Tanh(Dual<L> x)
    {
        var y = L.Tanh(x.Value);
        return new(y, (L.Of(1) - y * y) * x.Slope);
    }

    /// <summary>(aᵇ)′ = b·aᵇ⁻¹·a′ + aᵇ·ln a·b′; a constant exponent takes no logarithm, so negative bases are fine.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> Pow(Dual<L> a, Dual<L> b)
    {
        var y = L.Pow(a.Value, b.Value);
        var byBase = L.IfEqual(a.Slope, Zero, Zero, L.IfEqual(b.Value, Zero, Zero, b.Value * L.Pow(a.Value, b.Value - L.Of(1))) * a.Slope);
        var byExponent = L.IfEqual(b.Slope, Zero, Zero, L.IfEqual(y, Zero, Zero, y * L.Log(a.Value)) * b.Slope);
        return new(y, byBase + byExponent);
    }

    /// <summary>(erf x)′ = 2/√π·e^(−x²)·x′.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> Erf(Dual<L> x) =>
        new(L.Erf(x.Value), L.Of(2 / Math.Sqrt(Math.PI)) * L.Exp(-(x.Value * x.Value)) * x.Slope);

    /// <summary>(erfc x)′ = −2/√π·e^(−x²)·x′.</summary>
    [MethodImpl(Inline)]
    public static Dual<L> Erfc(Dual<L> x) =>
        new(L.Erfc(x.Value), L.Of(-2 / Math.Sqrt(Math.PI)) * L.Exp(-(x.Value * x.Value)) * x.Slope);

    /// <summary>(ln Γ)′ = ψ(x)·x′.</summary>
    [MethodImpl(Inline)] public static Dual<L> LogGamma(Dual<L> x) => new(L.LogGamma(x.Value), L.Polygamma(0, x.Value) * x.Slope);

    /// <summary>(ψ⁽ⁿ⁾)′ = ψ⁽ⁿ⁺¹⁾(x)·x′.</summary>
    [MethodImpl(Inline)] public static Dual<L> Polygamma(int n, Dual<L> x) => new(L.Polygamma(n, x.Value), L.Polygamma(n + 1, x.Value) * x.Slope);
}
