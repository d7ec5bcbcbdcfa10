namespace Engine.Models;

/// <summary>Any distribution as a prior of each weight, if its divergence from a normal has a closed form.</summary>
internal sealed class DistributionPrior : Prior
{
    private Distribution distribution;

    public DistributionPrior(Distribution distribution)
    {
        if (!Kl.HasFormula(typeof(Normal), distribution.GetType()))
            throw new NotSupportedException($"The divergence of a Normal from a {distribution.GetType().Name} has no closed form here. Ask for an estimate by name, Prior.MonteCarlo(distribution), or add a formula with Kl.Register.");
        this.distribution = distribution;
    }

    public override Tensor Divergence(Tensor mean, Tensor rho, Func<Tensor> sample) =>
        Kl.Divergence(new Normal(mean, rho.Softplus(), validate: false), distribution).Sum();

    protected internal override Prior For(Parameter mean) => new DistributionPrior(FittingTo(mean, distribution));

    protected override void Moved(Device device) => distribution = distribution.To(device);
}
