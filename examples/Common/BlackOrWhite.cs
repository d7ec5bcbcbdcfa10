using Engine;
using Engine.Models;

namespace Examples;

/// <summary>Images whose pixels are drawn black or white with their grey value as the probability: what likelihoods in nats are published for.</summary>
public static class BlackOrWhite
{
    /// <summary>Drawn once: for test images, so that every model is judged by the same ones.</summary>
    public static Dataset Of(Dataset data, ulong seed) =>
        Dataset.From(new RandomStream(seed).Split("black or white").Bernoulli(data.Images()).Reshape(data.Count, data.Height, data.Width));

    /// <summary>Drawn anew each time a batch is seen: a model's loss for training, which then sees no image twice.</summary>
    public static Func<Batch, RandomStream, Tensor> Loss(ITrainable model) =>
        (batch, noise) => model.Loss(batch with { Images = noise.Bernoulli(batch.Images, validate: false) }, noise);
}
