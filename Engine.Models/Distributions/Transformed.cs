namespace Engine.Models;

/// <summary>f(x) for draws x of a distribution and a smooth, monotone f: of density p(f⁻¹(y))/|f′(f⁻¹(y))|.</summary>
public sealed class Transformed : Distribution
{
    /// <param name="inner">The distribution of x.</param>
    /// <param name="bijector">f, applied to each number.</param>
    public Transformed(Distribution inner, Bijector bijector)
        : base(inner.BatchShape, inner.Device, inner.Validates, inner.EventShape) => (Inner, Bijector) = (inner, bijector);

    /// <summary>The distribution of x.</summary>
    public Distribution Inner { get; }

    /// <summary>f.</summary>
    public Bijector Bijector { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => Inner.IsReparameterized;

    /// <summary>f's image.</summary>
    public override Constraint Support => Bijector.Image;

    /// <summary>f(mean) for an affine f.</summary>
    public override Tensor Mean => Bijector.ConstantLogSlope is null ? throw Without("mean") : Bijector.Forward(Inner.Mean);

    /// <summary>f′²·variance for an affine f.</summary>
    public override Tensor Variance => Bijector.ConstantLogSlope is { } log ? Inner.Variance * (log * 2).Exp() : throw Without("variance");

    /// <summary>f of a reparameterized draw.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) =>
        Inner.IsReparameterized ? Bijector.Forward(Inner.Rsample(rng, sampleShape)) : base.Rsample(rng, sampleShape);

    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value)
    {
        var p = Inner.Cdf(Bijector.Backward(value));
        return Bijector.IsIncreasing ? p : 1 - p;
    }

    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability) => Bijector.Forward(Inner.Quantile(Bijector.IsIncreasing ? probability : 1 - probability));

    /// <summary>Entropy of x + Σ ln|f′| for an affine f.</summary>
    public override Tensor Entropy() => Bijector.ConstantLogSlope is { } log ? Inner.Entropy() + OverEvents(log.Expand(Shape)) : throw Without("entropy");

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Transformed(Inner.With(map), Bijector.With(map));

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape) => Bijector.Forward(Inner.Sample(rng, sampleShape)).StopGradient();

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value)
    {
        var x = Densities.Finite(Bijector.Backward(value));
        return Inner.LogProb(x) - OverEvents(Bijector.LogSlope(x));
    }

    private Tensor OverEvents(Tensor x) => EventShape.Rank == 0 ? x : x.Sum(Events.Last(EventShape.Rank));
}
