using Engine.Operations;

namespace Engine.Models;

/// <summary>
/// A classifier's answer as an average over networks: p(y|x) = 1/K·Σₖ softmax(fₖ(x)) over K networks drawn from the posterior, or over
/// the members of an ensemble, and how much of its uncertainty is the networks' disagreement.
/// </summary>
/// <remarks>
/// The entropy of the mean is the whole uncertainty; the mean of the entropies is what the networks agree on (noise in the data); the
/// difference, their mutual information with the answer, is what they do not know.
/// Depeweg et al., <i>Decomposition of Uncertainty in Bayesian Deep Learning</i>, ICML 2018.
/// </remarks>
public sealed class Predictive
{
    private Predictive(Tensor logits)
    {
        if (logits.Rank != 3) throw new ArgumentException($"The network gives outputs of shape {logits.Shape}, sample by sample; expected [samples, batch, classes].", nameof(logits));
        using var scope = new Scope();
        var logs = logits.LogSoftmax().Keep();
        LogProbabilities = logs;
        LogMean = (logs.LogSumExp(0) - Math.Log(logs.Shape[0])).Keep();
        Mean = LogMean.Exp().Keep();
        Entropy = EntropyOf(LogMean).Keep();
        ExpectedEntropy = EntropyOf(logs).Mean(0).Keep();
        MutualInformation = (Entropy - ExpectedEntropy).Relu().Keep();      // never negative but by rounding
    }

    /// <summary>Class probabilities, averaged over the networks: [batch, classes].</summary>
    public Tensor Mean { get; }

    /// <summary>ln of <see cref="Mean"/>, also where that underflows: [batch, classes].</summary>
    public Tensor LogMean { get; }

    /// <summary>ln of each network's class probabilities: [samples, batch, classes].</summary>
    public Tensor LogProbabilities { get; }

    /// <summary>Entropy of the mean, in nats: [batch].</summary>
    public Tensor Entropy { get; }

    /// <summary>Mean of the networks' entropies, in nats: [batch].</summary>
    public Tensor ExpectedEntropy { get; }

    /// <summary><see cref="Entropy"/> − <see cref="ExpectedEntropy"/>, in nats: [batch].</summary>
    public Tensor MutualInformation { get; }

    /// <summary>The answer of K networks drawn from a stochastic one: Bayesian layers, dropout, or both.</summary>
    /// <param name="network">Gives logits [batch, classes].</param>
    /// <param name="inputs">A batch.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <param name="rng">Where the networks are drawn from.</param>
    /// <param name="sharesNetworks">
    /// Whether all inputs are answered by the same K networks. False lets each input have K networks of its own: each answer is distributed the
    /// same, answers of different inputs are no longer samples of one function, and batches of up to 32 are several times quicker.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The network does not give [batch, classes].</exception>
    public static Predictive Of(Layer network, Tensor inputs, int samples, RandomStream rng, bool sharesNetworks = true)
    {
        using var logits = SampledOutputs.Of(network, inputs, samples, rng, sharesNetworks);
        return new(logits);
    }

    /// <summary>The answer of an ensemble.</summary>
    /// <param name="ensemble">Its members give logits [batch, classes].</param>
    /// <param name="inputs">A batch.</param>
    /// <exception cref="ArgumentException">The members do not give [batch, classes].</exception>
    public static Predictive Of(DeepEnsemble ensemble, Tensor inputs)
    {
        using var logits = SampledOutputs.Of(ensemble, inputs);
        return new(logits);
    }

    /// <summary>The central interval that holds a share <paramref name="level"/> of the networks' probabilities of each class: what they do not agree on.</summary>
    /// <param name="level">Above 0 and below 1, for example 0.9.</param>
    /// <returns>Lower and upper bounds, [batch, classes].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public (Tensor Low, Tensor High) Interval(double level)
    {
        using var scope = new Scope();
        var (low, high) = CentralInterval.Of(LogProbabilities.Exp(), level);
        return (low.Keep(), high.Keep());
    }

    private static Tensor EntropyOf(Tensor logProbabilities) => logProbabilities.Map<EntropyTerm>().Sum(-1);
}
