namespace Engine.Models;

/// <summary>
/// An autoencoder whose decoder is its encoder run backwards: each dense layer y = W·x + b turns to x = Wᵀ·y + c, with the same W and a
/// bias of its own, and the same activations stand between. So half the weights are learnt.
/// Vincent et al., <i>Stacked Denoising Autoencoders</i>, JMLR 11 (2010), §2.2.
/// </summary>
public sealed class TiedAutoencoder : Autoencoder
{
    /// <summary>A decoder from an encoder.</summary>
    /// <param name="encoder">Dense layers with activations between; one after the last belongs to the code and is not run backwards.</param>
    /// <param name="output">After the decoder's last layer, such as <see cref="Sigmoid"/> for pixels; nothing if null.</param>
    /// <exception cref="ArgumentException">The encoder has another kind of layer, or no dense one.</exception>
    public TiedAutoencoder(Sequential encoder, Layer? output = null) : base(encoder)
    {
        for (var i = 0; i < encoder.Count; i++)
        {
            if (encoder[i] is Linear linear) Register(Bias(i), [linear.Inputs], new Initialization.Zeros());
            else if (encoder[i] is not IActivation) throw new ArgumentException($"Layer {i} of the encoder is a {encoder[i].GetType().Name}, which does not run backwards; expected Linear layers and activations.", nameof(encoder));
        }
        if (LastLinear(encoder) < 0) throw new ArgumentException("The encoder has no Linear layer.", nameof(encoder));
        Register("output", output ?? new Sequential());
    }

    /// <summary>The encoder's layers from the last to the first, then the output layer.</summary>
    /// <param name="z">[batch, latent].</param>
    /// <param name="noise">Handed to the output layer.</param>
    /// <returns>[batch, features].</returns>
    /// <exception cref="ArgumentException">z has another last axis.</exception>
    public override Tensor Decode(Tensor z, RandomStream? noise = null)
    {
        var encoder = GetChild<Sequential>("encoder");
        for (var i = LastLinear(encoder); i >= 0; i--)
            z = encoder[i] is Linear linear ? z.MatMul(linear.Weight) + GetParameter(Bias(i)) : encoder[i].Forward(z);
        return GetChild<Layer>("output").Forward(z, noise);
    }

    private static int LastLinear(Sequential encoder)
    {
        var last = encoder.Count - 1;
        while (last >= 0 && encoder[last] is not Linear) last--;
        return last;
    }

    private static string Bias(int layer) => $"bias{layer}";
}
