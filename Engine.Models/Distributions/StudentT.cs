using Engine.Operations;

namespace Engine.Models;

/// <summary>Student's t distribution, of density Γ((ν + 1)/2)/(Γ(ν/2)·√(πν)·σ)·(1 + z²/ν)^(−(ν + 1)/2) with z = (x − μ)/σ.</summary>
public sealed class StudentT : Distribution
{
    /// <param name="degrees">The degrees of freedom ν &gt; 0.</param>
    /// <param name="location">μ; broadcasts.</param>
    /// <param name="scale">σ &gt; 0; broadcasts. It is not the standard deviation.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public StudentT(Tensor degrees, Tensor location, Tensor scale, bool validate = true)
        : base(Shape.Broadcast(degrees.Shape, Shape.Broadcast(location.Shape, scale.Shape)), Check.SameDevice(nameof(StudentT), degrees, location), validate)
    {
        Check.SameDevice(nameof(StudentT), degrees, scale);
        if (validate)
        {
            Constraint.Positive.Check(nameof(degrees), degrees);
            Constraint.Real.Check(nameof(location), location);
            Constraint.Positive.Check(nameof(scale), scale);
        }
        (Degrees, Location, Scale) = (degrees, location, scale);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="StudentT(Tensor, Tensor, Tensor, bool)"/>
    public StudentT(double degrees, double location = 0, double scale = 1, Device? device = null)
        : this(Tensor.Of(degrees, device), Tensor.Of(location, device), Tensor.Of(scale, device)) { }

    /// <summary>ν, as given: not broadcast.</summary>
    public Tensor Degrees { get; }

    /// <summary>μ, as given: not broadcast.</summary>
    public Tensor Location { get; }

    /// <summary>σ, as given: not broadcast.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Real;

    /// <summary>μ; NaN for ν ≤ 1.</summary>
    public override Tensor Mean => Densities.Where(Degrees.Greater(1).Expand(Shape), Location.Expand(Shape), double.NaN);

    /// <summary>σ²ν/(ν − 2); ∞ for 1 &lt; ν ≤ 2, NaN below.</summary>
    public override Tensor Variance
    {
        get
        {
            var finite = Densities.Where(Degrees.Greater(2).Expand(Shape), (Scale.Square() * (Degrees / (Degrees - 2))).Expand(Shape), double.PositiveInfinity);
            return Densities.Where(Degrees.Greater(1).Expand(Shape), finite, double.NaN);
        }
    }

    /// <summary>μ + σ·ε·√(½ν/g) with standard normal ε and a gamma variable g of shape ½ν; implicit gradients by ν.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default)
    {
        var shape = SampledShape(sampleShape);
        var half = Degrees * 0.5;
        var logRatio = half.Log() - GammaLogarithm.Draw(rng, half, shape);
        return Location + Scale * (rng.Normal(shape, Device) * (logRatio * 0.5).Exp());
    }

    /// <summary>
    /// ½(ν + 1)(ψ(h + ½) − ψ(h)) − ln peak + ln σ, h = ½ν: by the slopes δ′ of <see cref="StirlingError"/>, as the digammas of large ν are equal,
    /// ½ ln(1 + ½/h) + ¼/h + (h + ½)(δ′(h + ½) − δ′(h)) + ½ ln(2πe) − δ(h + ½) + δ(h) + ln σ.
    /// </summary>
    public override Tensor Entropy()
    {
        var (half, above) = (Degrees * 0.5, Degrees * 0.5 + 0.5);
        var slopes = above * (above.Map<SlopeOf<StirlingError>>() - half.Map<SlopeOf<StirlingError>>());
        var errors = half.Map<StirlingError>() - above.Map<StirlingError>();
        var inverse = half.Reciprocal();
        return ((inverse * 0.5).Log1p() * 0.5 + inverse * 0.25 + slopes + errors + (0.5 + Densities.HalfLog2Pi) + Scale.Log()).Expand(Shape);
    }

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new StudentT(map(Degrees), map(Location), map(Scale), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value)
    {
        var z = (value - Location) / Scale;
        return LogPeak - Scale.Log() - (Degrees * 0.5 + 0.5) * Cauchy.LogOnePlusSquare(z / Degrees.Sqrt());
    }

    /// <summary>
    /// ln Γ(h + ½) − ln Γ(h) − ½ ln(2πh), h = ½ν: by <see cref="StirlingError"/> h·ln(1 + ½/h) − ½ − ½ ln 2π + the difference of the errors, which keeps
    /// its digits for large ν.
    /// </summary>
    private Tensor LogPeak
    {
        get
        {
            var half = Degrees * 0.5;
            return half * (half.Reciprocal() * 0.5).Log1p() - (0.5 + Densities.HalfLog2Pi) + (half + 0.5).Map<StirlingError>() - half.Map<StirlingError>();
        }
    }
}
