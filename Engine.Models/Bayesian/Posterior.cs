namespace Engine.Models;

/// <summary>q(w) of a tensor of weights, and the prior that it is measured against.</summary>
public abstract class Posterior : Module
{
    private protected Posterior(Device? device = null) : base(device) { }

    /// <summary>μ.</summary>
    public Parameter Mean => GetParameter("mean");

    /// <summary>p(w).</summary>
    public Prior Prior => GetChild<Prior>("prior");

    /// <summary>The prior that q(w) is for further data: a copy that is not trained.</summary>
    internal abstract Prior AsPrior();
}
