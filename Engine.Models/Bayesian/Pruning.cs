namespace Engine.Models;

/// <summary>
/// Weights that are mostly noise can be left out: those of the smallest signal-to-noise ratio |μ|/σ become 0.
/// Blundell et al., <i>Weight Uncertainty in Neural Networks</i>, ICML 2015, §5.1; Graves, <i>Practical Variational Inference for Neural Networks</i>, NIPS 2011, §5.
/// </summary>
public static class Pruning
{
    /// <summary>The deviation of a weight that was pruned: not 0, whose logarithm the divergence could not take, and far below any weight.</summary>
    internal const double PrunedDeviation = 1e-18;

    /// <summary>The independent normals of a network, weights and biases, in the order of registration.</summary>
    /// <param name="network">Any module.</param>
    public static IEnumerable<NormalPosterior> Posteriors(Module network) =>
        network is NormalPosterior posterior ? [posterior] : network.Children.SelectMany(child => Posteriors(child.Module));

    /// <summary>|μ|/σ of each weight, in the order of <see cref="Posteriors"/>.</summary>
    /// <param name="network">At least one of its layers has independent normal weights.</param>
    /// <exception cref="ArgumentException">It has none.</exception>
    public static double[] SignalToNoise(Module network)
    {
        double[] ratios = [.. Posteriors(network).SelectMany(Ratios)];
        return ratios.Length > 0 ? ratios : throw new ArgumentException($"{network} has no layer with independent normal weights, such as BayesianLinear.", nameof(network));
    }

    /// <summary>A copy of a network in which a share of the weights, those of the smallest |μ|/σ in the whole network, is 0 in every draw.</summary>
    /// <remarks>Other weights, such as those of a plain <see cref="Linear"/>, are neither counted nor pruned.</remarks>
    /// <param name="network">At least one of its layers has independent normal weights.</param>
    /// <param name="share">From 0 to 1; of weights with the same ratio those registered first go first.</param>
    /// <exception cref="ArgumentException">The network has no such layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public static M Pruned<M>(this M network, double share) where M : Module
    {
        if (!(share >= 0 && share <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, $"share must be from 0 to 1, not {share}.");
        var ratios = SignalToNoise(network);
        var order = Enumerable.Range(0, ratios.Length).OrderBy(i => ratios[i]);
        var isPruned = new bool[ratios.Length];
        foreach (var i in order.Take((int)Math.Floor(share * ratios.Length))) isPruned[i] = true;

        var copy = network.Clone();
        var start = 0;
        foreach (var posterior in Posteriors(copy))
        {
            var count = posterior.Mean.Elements;
            Clear(posterior, isPruned.AsSpan(start, count));
            start += count;
        }
        return copy;
    }

    private static double[] Ratios(NormalPosterior posterior)
    {
        using var scope = new Scope();
        return (posterior.Mean.Abs() / posterior.Rho.Softplus()).ToDoubles();
    }

    /// <summary>μ = 0 and hardly any σ where the mask says so.</summary>
    private static void Clear(NormalPosterior posterior, ReadOnlySpan<bool> isPruned)
    {
        using var scope = new Scope();
        var (means, rhos) = (posterior.Mean.ToDoubles(), posterior.Rho.ToDoubles());
        for (var i = 0; i < isPruned.Length; i++)
            if (isPruned[i]) (means[i], rhos[i]) = (0, NormalPosterior.InverseSoftplus(PrunedDeviation));
        posterior.Mean.CopyFrom(Tensor.From(means, posterior.Mean.Shape, posterior.Mean.Device));
        posterior.Rho.CopyFrom(Tensor.From(rhos, posterior.Rho.Shape, posterior.Rho.Device));
    }
}
