using Engine.Operations;

namespace Engine.Models;

/// <summary>The number of events of a rate: λᵏe^(−λ)/k! for k = 0, 1, 2, ….</summary>
public sealed class Poisson : Distribution
{
    /// <param name="rate">λ &gt; 0: how many are expected.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Poisson(Tensor rate, bool validate = true) : base(rate.Shape, rate.Device, validate)
    {
        if (validate) Constraint.Positive.Check(nameof(rate), rate);
        Rate = rate;
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="Poisson(Tensor, bool)"/>
    public Poisson(double rate, Device? device = null) : this(Tensor.Of(rate, device)) { }

    /// <summary>λ &gt; 0: how many are expected.</summary>
    public Tensor Rate { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Naturals;

    /// <summary>λ.</summary>
    public override Tensor Mean => Rate;

    /// <summary>λ.</summary>
    public override Tensor Variance => Rate;

    /// <summary>
    /// −Σ pₖ ln pₖ over the 561 numbers k around λ; from λ = 400 on ½ ln(2πeλ) − 1/(12λ) − 1/(24λ²) − 19/(360λ³), which is right to 1e-10 there.
    /// </summary>
    public override Tensor Entropy()
    {
        const double Many = 400;
        var few = Rate.Clamp(0, Many);
        var sum = CountEntropy.Sum(new Poisson(few, validate: false).LogDensity, few, Many, double.PositiveInfinity);
        var inverse = Rate.Clamp(Many, double.PositiveInfinity).Reciprocal();
        var series = (0.5 + Densities.HalfLog2Pi) - inverse.Log() * 0.5 - inverse * (inverse * (inverse * (19.0 / 360) + 1.0 / 24) + 1.0 / 12);
        return Elementwise.Where(Rate.Less(Many), sum, series);
    }

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Poisson(map(Rate), Validates);

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape) =>
        HostDraws.Each(rng, SampledShape(sampleShape), (numbers, rate, _) => PoissonDraw.Of(numbers, rate), Rate);

    /// <summary>−<see cref="Deviance"/>(k, λ) − ln(k!/(kᵏe⁻ᵏ)).</summary>
    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => -value.Zip<Deviance>(Rate) - Densities.LogFactorialRest(value);
}
