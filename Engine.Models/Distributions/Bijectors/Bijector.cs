namespace Engine.Models;

/// <summary>A smooth, monotone function of each number, with its inverse and slope: what a <see cref="Transformed"/> distribution is made by.</summary>
public abstract class Bijector
{
    /// <summary>eˣ: from all numbers to the positive ones.</summary>
    public static Bijector Exp { get; } = new ExpBijector();

    /// <summary>1/(1 + e⁻ˣ): from all numbers to (0, 1).</summary>
    public static Bijector Sigmoid { get; } = new SigmoidBijector();

    /// <summary>tanh x: from all numbers to (−1, 1).</summary>
    public static Bijector Tanh { get; } = new TanhBijector();

    /// <summary>ln(1 + eˣ): from all numbers to the positive ones, nearly the identity for large ones.</summary>
    public static Bijector Softplus { get; } = new SoftplusBijector();

    /// <summary>What f(x) may be.</summary>
    public abstract Constraint Image { get; }

    /// <summary>Whether f rises; else it falls.</summary>
    public virtual bool IsIncreasing => true;

    /// <summary>ln|f′| where it is the same for all x; else null.</summary>
    public virtual Tensor? ConstantLogSlope => null;

    /// <summary>The inverse function as a bijector.</summary>
    public virtual Bijector Inverse => new InverseBijector(this);

    /// <summary>shift + scale·x.</summary>
    /// <param name="shift">Finite numbers that broadcast.</param>
    /// <param name="scale">Numbers &gt; 0 that broadcast.</param>
    /// <exception cref="ArgumentOutOfRangeException">A scale is not positive, or a number not finite.</exception>
    public static Bijector Affine(Tensor shift, Tensor scale)
    {
        Constraint.Real.Check(nameof(shift), shift);
        Constraint.Positive.Check(nameof(scale), scale);
        return new AffineBijector(shift, scale);
    }

    /// <summary>xᵖ: from the positive numbers to themselves.</summary>
    /// <param name="exponent">p, finite and not 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is 0 or not finite.</exception>
    public static Bijector Power(double exponent) => exponent != 0 && double.IsFinite(exponent) ? new PowerBijector(exponent)
        : throw new ArgumentOutOfRangeException(nameof(exponent), exponent, $"exponent is {exponent}; expected a finite number other than 0.");

    /// <summary>x ↦ next(f(x)).</summary>
    public Bijector Then(Bijector next) => new ChainBijector(this, next);

    /// <summary>The same function with its parameters copied to a device; one without parameters is itself. No gradient flows to the originals.</summary>
    public Bijector To(Device device) => With(parameter => parameter.To(device));

    /// <summary>f(x).</summary>
    public abstract Tensor Forward(Tensor x);

    /// <summary>f⁻¹(y).</summary>
    public abstract Tensor Backward(Tensor y);

    /// <summary>ln|f′(x)|.</summary>
    public abstract Tensor LogSlope(Tensor x);

    /// <summary>The same kind of function with each parameter replaced by what <paramref name="map"/> makes of it; one without parameters is itself.</summary>
    protected internal virtual Bijector With(Func<Tensor, Tensor> map) => this;

    /// <summary>Whether another bijector is the same function for certain.</summary>
    internal virtual bool SameAs(Bijector other) => ReferenceEquals(this, other);
}
