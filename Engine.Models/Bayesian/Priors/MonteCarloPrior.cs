namespace Engine.Models;

/// <summary>Any distribution as a prior of each weight, its divergence estimated by ln q(w) − ln p(w) at the weights that were drawn.</summary>
internal sealed class MonteCarloPrior(Distribution distribution) : Prior
{
    private Distribution distribution = distribution;

    public override Tensor Divergence(Tensor mean, Tensor rho, Func<Tensor> sample)
    {
        var w = sample();
        return new Normal(mean, rho.Softplus(), validate: false).LogProb(w).Sum() - distribution.LogProbOfFinite(w).Sum();
    }

    protected internal override Prior For(Parameter mean) => new MonteCarloPrior(FittingTo(mean, distribution));

    protected override void Moved(Device device) => distribution = distribution.To(device);
}
