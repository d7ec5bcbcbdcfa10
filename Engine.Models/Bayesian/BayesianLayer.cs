namespace Engine.Models;

/// <summary>A layer whose weights are a distribution q(w): it draws them once for each <see cref="BayesianPass"/>.</summary>
public abstract class BayesianLayer : Layer
{
    /// <summary>A layer without parts.</summary>
    /// <param name="device">Where the parameters that it registers are made; the CPU unless given.</param>
    protected BayesianLayer(Device? device = null) : base(device) { }

    /// <summary>The layer with weights that were drawn for the pass, for this call, or with their means.</summary>
    /// <param name="x">A batch of inputs, batch first.</param>
    /// <param name="noise">A <see cref="BayesianPass"/> for one draw in all its calls; another stream for a draw of this call alone; null for the means.</param>
    /// <exception cref="ArgumentException">x does not fit.</exception>
    public sealed override Tensor Forward(Tensor x, RandomStream? noise = null)
    {
        CheckInput(x);
        if (noise is null) return ForwardMean(x);
        if (noise is BayesianPass { Networks: > 1 } many) return ForwardMany(x, many, isShared: false);
        var pass = noise as BayesianPass ?? new BayesianPass(noise, countsDivergence: false);
        return Forward(x, pass.DrawOf(this), pass);
    }

    /// <summary>Draws the weights, and their divergence if the pass counts it.</summary>
    protected internal abstract LayerDraw Draw(BayesianPass pass);

    /// <summary>The layer's output with a draw of its weights.</summary>
    /// <param name="x">A batch of inputs that fits.</param>
    /// <param name="draw">What <see cref="Draw"/> gave for this pass.</param>
    /// <param name="pass">For further noise.</param>
    protected abstract Tensor Forward(Tensor x, LayerDraw draw, BayesianPass pass);

    /// <inheritdoc/>
    /// <remarks>Of a layer with given weights.</remarks>
    public override bool ActsRowByRow => true;

    /// <summary>The outputs of all networks of a pass, one under the other: here by one network after the other.</summary>
    /// <param name="x">The networks' inputs one under the other, or one batch for all of them.</param>
    /// <param name="pass">A pass of several networks.</param>
    /// <param name="isShared">Whether x is for all networks.</param>
    internal virtual Tensor ForwardMany(Tensor x, BayesianPass pass, bool isShared) => pass.OneByOne(x, isShared, Forward);

    /// <summary>The layer's output with the means of its weights.</summary>
    protected abstract Tensor ForwardMean(Tensor x);

    /// <exception cref="ArgumentException">x does not fit.</exception>
    protected abstract void CheckInput(Tensor x);

    /// <summary>The Bayesian layers of a network, itself included, in the order of registration.</summary>
    public static IEnumerable<BayesianLayer> In(Module network) =>
        network is BayesianLayer layer ? [layer] : network.Children.SelectMany(child => In(child.Module));
}
