namespace Engine.Models;

/// <summary>The parts of a VAE whose encoder and decoder are linear.</summary>
/// <param name="Encoder">V, c and s.</param>
/// <param name="Mean">W and b of the decoder.</param>
/// <param name="Decoder">With normal noise.</param>
internal readonly record struct LinearHalves(LinearEncoder Encoder, Linear Mean, GaussianDecoder Decoder)
{
    /// <exception cref="ArgumentException">The model is another.</exception>
    public static LinearHalves Of(ILatentVariableModel model)
    {
        if (model is not Vae vae) throw Refused(nameof(model), $"a {model.GetType().Name}");
        if (vae.Encoder is not LinearEncoder encoder) throw Refused(nameof(model), $"a Vae with a {vae.Encoder.GetType().Name}");
        if (vae.Decoder is not GaussianDecoder decoder) throw Refused(nameof(model), $"a Vae with a {vae.Decoder.GetType().Name}");
        var mean = decoder.Children.First(child => child.Name == "mean").Module;
        return mean is Linear linear && linear.HasBias && decoder.Noise.OutputsPerFeature == 1 ? new(encoder, linear, decoder)
            : throw Refused(nameof(model), $"a Vae with a GaussianDecoder of a {mean.GetType().Name} and {decoder.Noise.OutputsPerFeature} outputs a feature");
    }

    private static ArgumentException Refused(string argument, string given) =>
        new($"{argument} is {given}; expected a Vae of a LinearEncoder and a GaussianDecoder of one Linear layer with a bias, as LinearVae makes them.", argument);
}
