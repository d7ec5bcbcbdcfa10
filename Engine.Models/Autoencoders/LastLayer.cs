namespace Engine.Models;

/// <summary>The dense layer that ends a decoder's network: what its bias says, the untrained decoder says for every z.</summary>
internal static class LastLayer
{
    /// <summary>The last layer of a network, which may be that layer alone.</summary>
    /// <exception cref="InvalidOperationException">It is no <see cref="Linear"/> with a bias.</exception>
    public static Linear Of(Layer network) => (network as Linear ?? network.Children.LastOrDefault().Module) is Linear { HasBias: true } last ? last
        : throw new InvalidOperationException("StartAt needs a network that ends in a Linear layer with a bias.");

    /// <summary>Makes a bias of the outputs wanted, and the weights a tenth of what they were.</summary>
    /// <param name="last">The layer.</param>
    /// <param name="mean">The mean observation.</param>
    /// <param name="outputs">The outputs wanted, made from the mean on the layer's device: as many as the layer has, or its first ones.</param>
    /// <param name="features">Length of an observation.</param>
    /// <exception cref="ArgumentException">The mean is not of shape [features].</exception>
    public static void StartAt(Linear last, Tensor mean, int features, Func<Tensor, Tensor> outputs)
    {
        if (mean.Shape != [features]) throw new ArgumentException($"mean has shape {mean.Shape}; expected [{features}].", nameof(mean));
        using var scope = new Scope();
        var start = outputs(mean.To(last.Device));
        var bias = last.Bias!;
        bias.CopyFrom(start.Elements == bias.Elements ? start : TensorJoins.Concat([start, bias.Slice(0, start.Elements, bias.Elements - start.Elements)]));
        last.Weight.CopyFrom(last.Weight * 0.1);
    }
}
