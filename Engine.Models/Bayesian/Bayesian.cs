namespace Engine.Models;

/// <summary>Makes trained networks Bayesian, and what a Bayesian one has learnt its new prior.</summary>
public static class Bayesian
{
    /// <summary>A copy of a network in which dense layers are Bayesian, at the weights that were trained: μ = w and σ = initialDeviation + relativeDeviation·|w|.</summary>
    /// <param name="network">Any module with <see cref="Linear"/> layers; it stays as it is.</param>
    /// <param name="layers">Which of them; all unless given.</param>
    /// <param name="prior">Of their weights; N(0, 1) unless given. <see cref="Prior.AtTrainedWeights"/> holds them near the trained ones.</param>
    /// <param name="estimator">How a random pass draws.</param>
    /// <param name="initialDeviation">The part of σ that is the same for every weight, above 0: a weight of 0 could not move otherwise.</param>
    /// <param name="relativeDeviation">The part of σ that grows with the weight, δ in arXiv:1906.05323 (MOPED); 0 for equal deviations.</param>
    /// <returns>A network on the same device, whose other parts are copies.</returns>
    /// <exception cref="ArgumentException">No layer is chosen, a name is not there, the network is a single <see cref="Linear"/>, or a part of it can only read a <see cref="Linear"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A deviation is out of range, or there is no such estimator.</exception>
    public static N Lift<N>(
        N network, LayerChoice? layers = null, Prior? prior = null, WeightEstimator estimator = WeightEstimator.WeightSampling,
        double initialDeviation = 1e-3, double relativeDeviation = 0.1) where N : Module
    {
        Require.PosteriorDeviation(initialDeviation, nameof(initialDeviation));
        Require.NotNegative(relativeDeviation, nameof(relativeDeviation));
        if (network is Linear) throw new ArgumentException($"A single Linear cannot become a layer of another type: put it into a network first, new Sequential(layer).", nameof(network));
        var lifted = network.Clone();
        prior ??= new NormalPrior();
        foreach (var layer in (layers ?? LayerChoice.All).Of(lifted))
            layer.GivePlaceTo(new BayesianLinear(layer, prior, estimator, initialDeviation, relativeDeviation));
        return lifted;
    }

    /// <summary>As <see cref="Lift{N}(N, LayerChoice?, Prior?, WeightEstimator, double, double)"/>, of the layers that a function says: <c>layers: l => l.Name == "2"</c>.</summary>
    public static N Lift<N>(
        N network, Func<Linear, bool> layers, Prior? prior = null, WeightEstimator estimator = WeightEstimator.WeightSampling,
        double initialDeviation = 1e-3, double relativeDeviation = 0.1) where N : Module =>
        Lift(network, LayerChoice.Where(layers), prior, estimator, initialDeviation, relativeDeviation);

    /// <summary>
    /// A copy of a network in which each layer's posterior is its prior as well, for further data: yesterday's posterior is today's prior. Its
    /// divergence is 0 at first. Nguyen et al., <i>Variational Continual Learning</i>, ICLR 2018.
    /// </summary>
    /// <param name="network">A network with Bayesian layers; it stays as it is.</param>
    /// <returns>A network on the same device. The new priors are saved with it as buffers, and are not trained.</returns>
    /// <exception cref="ArgumentException">No layer is Bayesian, or one has a posterior that cannot be a prior.</exception>
    public static N PosteriorAsPrior<N>(N network) where N : Module
    {
        var copy = network.Clone();
        var layers = BayesianLayer.In(copy).ToArray();
        if (layers.Length == 0) throw new ArgumentException($"{network} has no Bayesian layer, so there is no posterior.", nameof(network));
        if (layers.FirstOrDefault(layer => layer.Children.Any(child => child.Module is not Posterior) || !layer.Children.Any()) is { } other)
            throw new ArgumentException($"The posterior of {other} is none of normals, which could be a prior. Use BayesianLinear or CorrelatedLinear for layers that learn in steps.", nameof(network));
        foreach (var posterior in layers.SelectMany(layer => layer.Children).Select(child => (Posterior)child.Module))
            posterior.Prior.GivePlaceTo(posterior.AsPrior());
        return copy;
    }
}
