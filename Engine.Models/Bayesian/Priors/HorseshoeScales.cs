using Engine.Operations;

namespace Engine.Models;

/// <summary>A <see cref="Horseshoe"/> for weights [..., inputs]: q(λⱼ) and q(τ), which are trained.</summary>
public sealed class HorseshoeScales : Prior
{
    private readonly double globalScale;

    internal HorseshoeScales(Parameter mean, double globalScale) : base(mean.Device)
    {
        this.globalScale = globalScale;
        Register("local", new ScalePosterior([mean.Shape[-1]], bound: 1, mean.Device));
        Register("global", new ScalePosterior([1], globalScale, mean.Device));
    }

    /// <summary>q(λⱼ), [inputs].</summary>
    public ScalePosterior Local => GetChild<ScalePosterior>("local");

    /// <summary>q(τ), [1].</summary>
    public ScalePosterior Global => GetChild<ScalePosterior>("global");

    /// <summary>Medians of τλⱼ, [inputs]: how large weights of this input may be.</summary>
    public Tensor Scales => (Local.Mean + Global.Mean).Exp();

    /// <summary>
    /// E[ln q(w) − ln p(w|λ, τ)] = Σ −ln σ − ½ + E ln τλⱼ + ½(μ² + σ²)·E[τ⁻²]·E[λⱼ⁻²], and the divergences of the scales.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor Divergence(Tensor mean, Tensor rho, Func<Tensor> sample)
    {
        var inputs = mean.Shape[-1];
        var outputs = mean.Elements / inputs;
        var squares = (mean.Square() + NormalPosterior.VarianceOf(rho)).Reshape([outputs, inputs]).Sum(0);
        var inverse = (Local.LogInverseSquare + Global.LogInverseSquare).Exp();
        var weights = (squares * inverse * 0.5 + (Local.Mean + Global.Mean - 0.5) * outputs).Sum() - rho.Map<LogSoftplus>().Sum();
        return weights + Local.Divergence() + Global.Divergence();
    }

    /// <inheritdoc/>
    protected internal override Prior For(Parameter mean) => new Horseshoe(globalScale).For(mean);
}
