using System.Globalization;

namespace Engine.Models;

/// <summary>
/// What a model makes of its latent variables over a data set: the rate E KL(q(z|x) ‖ p(z)) layer by layer and dimension by dimension, the distortion
/// −E ln p(x|z), and which dimensions are used. Rate and distortion: Alemi et al., <i>Fixing a Broken ELBO</i>, arXiv:1711.00464.
/// </summary>
/// <param name="Layers">The layers of latent variables in the order of their draws.</param>
/// <param name="Distortion">−E ln p(x|z), nats for each observation.</param>
/// <param name="Count">Observations that were looked at.</param>
public sealed record LatentReport(IReadOnlyList<LatentLayerReport> Layers, double Distortion, int Count)
{
    /// <summary>A model whose latent variables tell less than this about an observation, in nats, ignores them.</summary>
    public const double NoRate = 0.01;

    /// <summary>The divergence of all layers, nats for each observation.</summary>
    public double Rate => Layers.Sum(layer => layer.Rate);

    /// <summary>Rate and distortion together: −ELBO, with β = 1 whatever it was in training.</summary>
    public double NegativeElbo => Rate + Distortion;

    /// <summary>Whether a layer has collapsed to its prior: what is drawn there says nothing about x.</summary>
    public bool HasCollapsed => Layers.Any(layer => layer.HasCollapsed);

    /// <summary>The report in words.</summary>
    public TrainingReport Summary => new(
        [string.Create(CultureInfo.InvariantCulture, $"Over {Count:N0} examples: rate {Rate:0.00} + distortion {Distortion:0.00} = −ELBO {NegativeElbo:0.00} nats."), .. Layers.SelectMany((layer, i) => layer.Lines(Name(i)))],
        [.. Layers.SelectMany((layer, i) => layer.Warnings(Name(i)))]);

    /// <summary>The report of a model, by one sample of z for each observation.</summary>
    /// <param name="model">p(x, z) and q(z|x).</param>
    /// <param name="data">Observations, at least one.</param>
    /// <param name="rng">Where the samples come from.</param>
    /// <param name="batchSize">Observations at a time.</param>
    /// <exception cref="ArgumentException">There are no observations.</exception>
    public static LatentReport Of(ILatentVariableModel model, Dataset data, RandomStream rng, int batchSize = 1000)
    {
        if (data.Count == 0) throw new ArgumentException("The data set is empty: there is nothing to report of.", nameof(data));
        var device = (model as Module)?.Device ?? Device.Cpu;
        return Of(batch => model.Pass(batch.Images, rng), data, device, batchSize);
    }

    /// <summary>The report of what is no function of an observation alone.</summary>
    internal static LatentReport Of(Func<Batch, LatentPass> pass, Dataset data, Device device, int batchSize = 1000)
    {
        List<LatentSums> layers = [];
        var distortion = 0.0;
        foreach (var batch in data.Batches(batchSize, device: device))
        {
            using var scope = new Scope();
            var through = pass(batch);
            distortion -= through.LogLikelihood.Sum().Item();
            for (var i = 0; i < through.Draws.Count; i++)
            {
                if (i == layers.Count) layers.Add(new());
                layers[i].Add(through.Draws[i]);
            }
        }
        return new([.. layers.Select(layer => layer.Over(data.Count))], distortion / data.Count, data.Count);
    }

    private string Name(int layer) => Layers.Count == 1 ? "z" : $"z{layer + 1}";
}
