namespace Engine.Models;

/// <summary>
/// What a linear VAE tells of its data, in nats an example: for any parameters, trained or not. The mean KL(q(z|x) ‖ p(z)) is the rate; it
/// is the mutual information I(x; z) plus what q(z), the posteriors' mixture, differs from the prior. Hoffman &amp; Johnson, <i>ELBO
/// surgery</i>, 2016; Alemi et al., <i>Fixing a Broken ELBO</i>, arXiv:1711.00464.
/// </summary>
/// <remarks>Rate and distortion depend on mean and covariance of the data alone; the mutual information is that for normal data with these.</remarks>
public sealed class LinearVaeInformation
{
    private LinearVaeInformation(double[] rates, double distortion, double mutualInformation) =>
        (Rates, Distortion, MutualInformation) = (rates, distortion, mutualInformation);

    /// <summary>The mean KL(q(zⱼ|x) ‖ p(zⱼ)) of each dimension of z.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <summary>The mean KL(q(z|x) ‖ p(z)).</summary>
    public double Rate => Rates.Sum();

    /// <summary>The mean squared error |x − x̃|², z drawn from q.</summary>
    public double Distortion { get; }

    /// <summary>I(x; z) = ½ ln det(Cov[z]) − Σ ln sⱼ for normal data.</summary>
    public double MutualInformation { get; }

    /// <summary>KL(q(z) ‖ p(z)) of the aggregated posterior: what is paid and tells nothing.</summary>
    public double Mismatch => Rate - MutualInformation;

    /// <summary>Dimensions of z that carry more than a little.</summary>
    /// <param name="threshold">In nats.</param>
    public int Active(double threshold = 0.01) => Rates.Count(rate => rate > threshold);

    /// <summary>Computes all in double precision.</summary>
    /// <param name="model">A <see cref="Vae"/> of linear halves, on any device.</param>
    /// <param name="data">All principal components of the data.</param>
    /// <exception cref="ArgumentException">It is another model, or of other data, or some of the data's variance is not among the components.</exception>
    public static LinearVaeInformation Of(Vae model, Pca data)
    {
        if (data.ResidualVariance > 1e-9 * data.TotalVariance) throw new ArgumentException($"{data.ResidualVariance} of the data's variance {data.TotalVariance} is not among the {data.Components.Shape[0]} components; fit all.", nameof(data));
        var (encoder, decoder, _) = LinearHalves.Of(model.To(Device.Reference));
        if (decoder.Outputs != data.Mean.Elements) throw new ArgumentException($"The model observes {decoder.Outputs} features, the data have {data.Mean.Elements}.", nameof(data));
        using var scope = new Scope();
        var centre = encoder.Mean.Forward(data.Mean);                                                       // E z, [latent]
        var root = data.Components * data.ExplainedVariance.Sqrt().Unsqueeze(1);                            // rows √λ·uᵀ: rootᵀ·root is the covariance
        var codes = root.Linear(encoder.Mean.Weight);                                                       // [components, latent]: codesᵀ·codes is that of the means
        var variances = (2 * encoder.LogScale).Exp();
        var rates = 0.5 * (centre.Square() + codes.Square().Sum(0) + variances - 1) - encoder.LogScale;
        var covariance = codes.MatMul(codes, transposeA: true) + Tensor.Eye(model.Latent, Device.Reference) * variances;
        var distortion = (decoder.Forward(centre) - data.Mean).Square().Sum() + (root - codes.Linear(decoder.Weight)).Square().Sum() + (decoder.Weight.Square() * variances).Sum();
        return new(rates.ToDoubles(), distortion.Item(), (0.5 * covariance.LogDeterminant() - encoder.LogScale.Sum()).Item());
    }
}
