namespace Engine.Models;

/// <summary>N(mᵢ, sᵢ²): a normal of its own for each weight, such as another posterior or the neighbourhood of trained weights. Saved with the network, not trained.</summary>
public sealed class WeightwisePrior : Prior
{
    /// <summary>A normal for each weight.</summary>
    /// <param name="mean">mᵢ, of the weights' shape; copied.</param>
    /// <param name="deviation">sᵢ &gt; 0, of a shape that broadcasts to it; copied.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a number is none of a normal's.</exception>
    public WeightwisePrior(Tensor mean, Tensor deviation) : base(mean.Device)
    {
        if (!deviation.Shape.BroadcastsTo(mean.Shape)) throw new ArgumentException($"deviation has shape {deviation.Shape}; expected one that broadcasts to the mean's, {mean.Shape}.", nameof(deviation));
        using (new Scope()) _ = new Normal(mean.StopGradient(), deviation.StopGradient());
        RegisterBuffer("mean", mean);
        RegisterBuffer("deviation", deviation);
    }

    /// <summary>mᵢ.</summary>
    public Tensor Mean => GetParameter("mean");

    /// <summary>sᵢ.</summary>
    public Tensor Deviation => GetParameter("deviation");

    /// <inheritdoc/>
    public override Tensor Divergence(Tensor mean, Tensor rho, Func<Tensor> sample) =>
        Kl.Divergence(new Normal(mean, rho.Softplus(), validate: false), new Normal(Mean, Deviation, validate: false)).Sum();

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weights have another shape.</exception>
    protected internal override Prior For(Parameter mean) => mean.Shape == Mean.Shape ? new WeightwisePrior(Mean.To(mean.Device), Deviation.To(mean.Device))
        : throw new ArgumentException($"The prior has a normal for each of {Mean.Shape} weights, but '{mean.Name}' has shape {mean.Shape}: give it to the layer whose weights it is for, without a bias or with a prior of its own.");
}
