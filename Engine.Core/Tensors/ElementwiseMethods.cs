using Engine.Operations;

namespace Engine;

/// <summary>The elementwise methods of tensors: a name for each op of <c>Operations/</c>.</summary>
public static class ElementwiseMethods
{
    /// <summary>−x, element by element.</summary>
    public static Tensor Negate(this Tensor x) => x.Map<Negate>();

    /// <summary>|x|, element by element.</summary>
    public static Tensor Abs(this Tensor x) => x.Map<Abs>();

    /// <summary>−1, 0 or 1, element by element.</summary>
    public static Tensor Sign(this Tensor x) => x.Map<Sign>();

    /// <summary>x², element by element.</summary>
    public static Tensor Square(this Tensor x) => x.Map<Square>();

    /// <summary>√x, element by element.</summary>
    public static Tensor Sqrt(this Tensor x) => x.Map<Sqrt>();

    /// <summary>1/√x, element by element.</summary>
    public static Tensor Rsqrt(this Tensor x) => x.Map<Rsqrt>();

    /// <summary>1/x, element by element.</summary>
    public static Tensor Reciprocal(this Tensor x) => x.Map<Reciprocal>();

    /// <summary>eˣ, element by element.</summary>
    public static Tensor Exp(this Tensor x) => x.Map<Exp>();

    /// <summary>eˣ − 1, accurate near 0, element by element.</summary>
    public static Tensor Expm1(this Tensor x) => x.Map<Expm1>();

    /// <summary>ln x, element by element.</summary>
    public static Tensor Log(this Tensor x) => x.Map<Log>();

    /// <summary>ln(1 + x), accurate near 0, element by element.</summary>
    public static Tensor Log1p(this Tensor x) => x.Map<Log1p>();

    /// <summary>sin x, element by element.</summary>
    public static Tensor Sin(this Tensor x) => x.Map<Sin>();

    /// <summary>cos x, element by element.</summary>
    public static Tensor Cos(this Tensor x) => x.Map<Cos>();

    /// <summary>tanh x, element by element.</summary>
    public static Tensor Tanh(this Tensor x) => x.Map<Tanh>();

    /// <summary>1/(1 + e⁻ˣ), element by element.</summary>
    public static Tensor Sigmoid(this Tensor x) => x.Map<Sigmoid>();

    /// <summary>ln(1/(1 + e⁻ˣ)), element by element.</summary>
    public static Tensor LogSigmoid(this Tensor x) => x.Map<LogSigmoid>();

    /// <summary>ln(1 + eˣ), element by element.</summary>
    public static Tensor Softplus(this Tensor x) => x.Map<Softplus>();

    /// <summary>max(x, 0), element by element.</summary>
    public static Tensor Relu(this Tensor x) => x.Map<Relu>();

    /// <summary>x·Φ(x), element by element.</summary>
    public static Tensor Gelu(this Tensor x) => x.Map<Gelu>();

    /// <summary>x·σ(x), element by element.</summary>
    public static Tensor Silu(this Tensor x) => x.Map<Silu>();

    /// <summary>erf x, element by element.</summary>
    public static Tensor Erf(this Tensor x) => x.Map<Erf>();

    /// <summary>erfc x = 1 − erf x, accurate for large x, element by element.</summary>
    public static Tensor Erfc(this Tensor x) => x.Map<Erfc>();

    /// <summary>ln |Γ(x)|, element by element.</summary>
    public static Tensor LogGamma(this Tensor x) => x.Map<LogGamma>();

    /// <summary>ψ(x) = (ln Γ)′(x), element by element.</summary>
    public static Tensor Digamma(this Tensor x) => x.Map<Digamma>();

    /// <summary>⌊x⌋, with gradient 0, element by element.</summary>
    public static Tensor Floor(this Tensor x) => x.Map<Floor>();

    /// <summary>x for x &gt; 0, else slope·x, element by element.</summary>
    public static Tensor LeakyRelu(this Tensor x, double slope = 0.01) => x.Map(new LeakyRelu(slope));

    /// <summary>x for x &gt; 0, else α(eˣ − 1), element by element.</summary>
    public static Tensor Elu(this Tensor x, double alpha = 1) => x.Map(new Elu(alpha));

    /// <summary>x held between <paramref name="low"/> and <paramref name="high"/>, element by element.</summary>
    /// <exception cref="ArgumentException">low &gt; high, or one is NaN.</exception>
    public static Tensor Clamp(this Tensor x, double low, double high) => low <= high ? x.Map(new Clamp(low, high))
        : throw new ArgumentException($"Clamp needs low ≤ high, not {low} and {high}.", nameof(low));

    /// <summary>x + c, element by element.</summary>
    public static Tensor Add(this Tensor x, double constant) => x.Map(new Plus(constant));

    /// <summary>c·x, element by element.</summary>
    public static Tensor Multiply(this Tensor x, double factor) => x.Map(new Times(factor));

    /// <summary>xᵖ for a constant p, element by element.</summary>
    public static Tensor Pow(this Tensor x, double exponent) => x.Pow(x.Like(exponent));

    /// <summary>a/b, element by element, broadcast.</summary>
    public static Tensor Divide(this Tensor a, Tensor b) => a.Zip<Divide>(b);

    /// <summary>aᵇ, element by element, broadcast.</summary>
    public static Tensor Pow(this Tensor a, Tensor b) => a.Zip<Pow>(b);

    /// <summary>The smaller of a and b, element by element, broadcast.</summary>
    public static Tensor Minimum(this Tensor a, Tensor b) => a.Zip<Minimum>(b);

    /// <summary>The larger of a and b, element by element, broadcast.</summary>
    public static Tensor Maximum(this Tensor a, Tensor b) => a.Zip<Maximum>(b);

    /// <summary>1 where a &lt; b, else 0, element by element, broadcast.</summary>
    public static Tensor Less(this Tensor a, Tensor b) => a.Zip<Less>(b);

    /// <summary>1 where a ≤ b, else 0, element by element, broadcast.</summary>
    public static Tensor LessOrEqual(this Tensor a, Tensor b) => a.Zip<LessOrEqual>(b);

    /// <summary>1 where a &gt; b, else 0, element by element, broadcast.</summary>
    public static Tensor Greater(this Tensor a, Tensor b) => a.Zip<Greater>(b);

    /// <summary>1 where a ≥ b, else 0, element by element, broadcast.</summary>
    public static Tensor GreaterOrEqual(this Tensor a, Tensor b) => a.Zip<GreaterOrEqual>(b);

    /// <summary>1 where a = b, else 0, element by element, broadcast.</summary>
    public static Tensor Equal(this Tensor a, Tensor b) => a.Zip<Equal>(b);

    /// <summary>1 where a ≠ b, else 0, element by element, broadcast.</summary>
    public static Tensor NotEqual(this Tensor a, Tensor b) => a.Zip<NotEqual>(b);

    /// <summary>1 where a &lt; b, else 0, element by element.</summary>
    public static Tensor Less(this Tensor a, double b) => a.Less(a.Like(b));

    /// <summary>1 where a ≤ b, else 0, element by element.</summary>
    public static Tensor LessOrEqual(this Tensor a, double b) => a.LessOrEqual(a.Like(b));

    /// <summary>1 where a &gt; b, else 0, element by element.</summary>
    public static Tensor Greater(this Tensor a, double b) => a.Greater(a.Like(b));

    /// <summary>1 where a ≥ b, else 0, element by element.</summary>
    public static Tensor GreaterOrEqual(this Tensor a, double b) => a.GreaterOrEqual(a.Like(b));

    /// <summary>1 where a = b, else 0, element by element.</summary>
    public static Tensor Equal(this Tensor a, double b) => a.Equal(a.Like(b));

    /// <summary>1 where a ≠ b, else 0, element by element.</summary>
    public static Tensor NotEqual(this Tensor a, double b) => a.NotEqual(a.Like(b));
}
