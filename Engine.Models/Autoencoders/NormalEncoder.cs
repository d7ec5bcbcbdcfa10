namespace Engine.Models;

/// <summary>q(z|x) normal: hidden layers, then a dense head for μ and further heads for the covariance, which tell the kinds apart.</summary>
public abstract class NormalEncoder : Module, IEncoder
{
    /// <param name="body">[..., features] to [..., hidden].</param>
    /// <param name="hidden">Length of what the body gives.</param>
    /// <param name="latent">Dimensions of z.</param>
    private protected NormalEncoder(Layer body, int hidden, int latent)
    {
        Latent = latent;
        Register("body", body);
        Register("mean", new Linear(hidden, latent));
    }

    /// <summary>Dimensions of z.</summary>
    public int Latent { get; }

    /// <inheritdoc/>
    public Distribution Encode(Tensor x, RandomStream? noise = null)
    {
        var h = GetChild<Layer>("body").Forward(x, noise);
        return Posterior(Head("mean", h), h);
    }

    /// <summary>The distribution from its mean and from what the body gave.</summary>
    private protected abstract Distribution Posterior(Tensor mean, Tensor hidden);

    /// <summary>What a registered dense layer gives.</summary>
    private protected Tensor Head(string name, Tensor hidden) => GetChild<Layer>(name).Forward(hidden);

    /// <summary>One hidden layer of softplus units.</summary>
    private protected static Sequential OneLayer(int features, int hidden) => new(new Linear(features, hidden), new Softplus());
}
