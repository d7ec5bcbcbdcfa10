namespace Engine.Models;

/// <summary>One normal for all weights of a layer together, such as a <see cref="JointPosterior"/> of data seen before. Saved with the network, not trained.</summary>
internal sealed class JointPrior : Prior
{
    private readonly bool isLowRank;

    /// <param name="mean">[n].</param>
    /// <param name="factor">L, [n, n], or W, [n, r].</param>
    /// <param name="diagonal">d of diag(d) + W·Wᵀ, [n]; null for L·Lᵀ.</param>
    public JointPrior(Tensor mean, Tensor factor, Tensor? diagonal) : base(mean.Device)
    {
        RegisterBuffer("mean", mean);
        RegisterBuffer("factor", factor);
        isLowRank = diagonal is not null;
        if (diagonal is not null) RegisterBuffer("diagonal", diagonal);
    }

    private Tensor Mean => GetParameter("mean");

    private Tensor Factor => GetParameter("factor");

    private Distribution Distribution => isLowRank ? new LowRankNormal(Mean, Factor, GetParameter("diagonal"), validate: false)
        : MultivariateNormal.FromScaleTril(Mean, Factor, validate: false);

    /// <summary>KL(q ‖ p) of a joint normal.</summary>
    public Tensor Divergence(Distribution q) => Kl.Divergence(q, Distribution);

    public override Tensor Divergence(Tensor mean, Tensor rho, Func<Tensor> sample)
    {
        var q = new Normal(mean.Reshape([mean.Elements]), rho.Softplus().Reshape([mean.Elements]), validate: false);
        return Divergence(new Independent(q, 1));
    }

    protected internal override Prior For(Parameter mean) => mean.Elements == Mean.Elements
        ? new JointPrior(Mean.To(mean.Device), Factor.To(mean.Device), isLowRank ? GetParameter("diagonal").To(mean.Device) : null)
        : throw new ArgumentException($"The prior is one normal of {Mean.Elements} weights, but '{mean.Name}' has shape {mean.Shape}.");
}
