namespace Engine.Models;

/// <summary>A regression's answer as a set of functions, drawn from the posterior or an ensemble: their mean, spread and quantiles.</summary>
public sealed class PredictiveValues
{
    internal PredictiveValues(Tensor samples)
    {
        using var scope = new Scope();
        Samples = samples;
        Mean = samples.Mean(0).Keep();
        Variance = samples.Variance(0).Keep();
    }

    /// <summary>Each network's output: [samples, batch, ...].</summary>
    public Tensor Samples { get; }

    /// <summary>The mean of the outputs: [batch, ...].</summary>
    public Tensor Mean { get; }

    /// <summary>The variance of the outputs over the networks, what they do not know; the noise of the data is not in it: [batch, ...].</summary>
    public Tensor Variance { get; }

    /// <summary>The outputs of K networks drawn from a stochastic one.</summary>
    /// <param name="network">Any network.</param>
    /// <param name="inputs">A batch.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <param name="rng">Where the networks are drawn from.</param>
    /// <param name="sharesNetworks">
    /// Whether all inputs are answered by the same K networks. False lets each input have K networks of its own: each answer is distributed the
    /// same, answers of different inputs are no longer samples of one function, and batches of up to 32 are several times quicker.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is below 1.</exception>
    public static PredictiveValues Of(Layer network, Tensor inputs, int samples, RandomStream rng, bool sharesNetworks = true) => new(SampledOutputs.Of(network, inputs, samples, rng, sharesNetworks));

    /// <summary>The outputs of an ensemble.</summary>
    /// <param name="ensemble">The networks.</param>
    /// <param name="inputs">A batch.</param>
    public static PredictiveValues Of(DeepEnsemble ensemble, Tensor inputs) => new(SampledOutputs.Of(ensemble, inputs));

    /// <summary>The central interval that holds a share <paramref name="level"/> of the outputs, of each element; between two outputs it is interpolated.</summary>
    /// <param name="level">Above 0 and below 1, for example 0.9.</param>
    /// <param name="noise">Where noise of the data is drawn from, once for each output; null for the interval of the function itself.</param>
    /// <param name="noiseDeviation">Standard deviation of the data about the function.</param>
    /// <returns>Lower and upper bounds, [batch, ...].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or the deviation is negative.</exception>
    public (Tensor Low, Tensor High) Interval(double level, RandomStream? noise = null, double noiseDeviation = 0)
    {
        Require.NotNegative(noiseDeviation, nameof(noiseDeviation));
        using var scope = new Scope();
        var (low, high) = CentralInterval.Of(noise is null ? Samples : Samples + noise.Normal(Samples.Shape, Samples.Device) * noiseDeviation, level);
        return (low.Keep(), high.Keep());
    }
}
