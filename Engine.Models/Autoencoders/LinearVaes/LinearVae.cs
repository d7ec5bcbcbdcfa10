using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>
/// VAEs whose halves are linear: p(x|z) = N(W·z + b, σ²I) and q(z|x) = N(V·x + c, diag s²). Their best parameters have a closed form,
/// made of the data's principal components. Lucas, Tucker, Grosse &amp; Norouzi, <i>Don't Blame the ELBO! A Linear VAE Perspective on
/// Posterior Collapse</i>, NeurIPS 2019; Duraisamy, arXiv:2101.11428.
/// </summary>
/// <remarks>Unlike a linear autoencoder's, the columns of W come out orthogonal: q is diagonal, and only so it can be the exact posterior.</remarks>
public static class LinearVae
{
    /// <summary>One that is to be trained, by <see cref="LinearElbo"/> unless its <see cref="Vae.Objective"/> is set otherwise.</summary>
    /// <param name="features">D, length of an observation.</param>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="noise">σ: <see cref="GaussianNoise.Fixed"/> or <see cref="GaussianNoise.Learned"/>.</param>
    /// <param name="objective">What training makes large.</param>
    public static Vae Create(int features, int latent, GaussianNoise noise, LatentObjective? objective = null) =>
        new(new LinearEncoder(features, latent), new GaussianDecoder(new Linear(latent, features), noise), latent) { Objective = objective ?? new LinearElbo() };

    /// <summary>The best parameters for data, with σ² fixed.</summary>
    /// <param name="data">[examples, features].</param>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="noiseVariance">σ².</param>
    /// <param name="beta">β: what a nat of KL costs.</param>
    /// <returns>In double precision, on <see cref="Device.Reference"/>; σ is not trained on, the rest can be.</returns>
    public static Vae Fit(Tensor data, int latent, double noiseVariance, double beta = 1)
    {
        var pca = Pca.Fit(data, latent);
        return At(pca, LinearVaeSpectrum.Of(pca).Optimum(latent, noiseVariance, beta));
    }

    /// <summary>The best parameters for data, σ² among them: probabilistic PCA, as long as β is 1.</summary>
    /// <inheritdoc cref="Fit(Tensor, int, double, double)"/>
    public static Vae FitWithNoise(Tensor data, int latent, double beta = 1)
    {
        var pca = Pca.Fit(data, latent);
        return At(pca, LinearVaeSpectrum.Of(pca).OptimumWithNoise(latent, beta));
    }

    /// <summary>The parameters of a stationary point: W's columns √(λ − βσ²)·u, V's rows √(λ − βσ²)/λ·uᵀ, s² = βσ²/λ; 0, 0 and 1 for dimensions that have collapsed.</summary>
    /// <param name="pca">Principal components of the data.</param>
    /// <param name="point">A point of <see cref="LinearVaeSpectrum.Of"/> the same components.</param>
    /// <returns>In double precision, on <see cref="Device.Reference"/>.</returns>
    /// <exception cref="ArgumentException">The point looks along a component that is not among these, or that has another variance.</exception>
    public static Vae At(Pca pca, LinearVaePoint point)
    {
        var (variances, components, mean) = (pca.ExplainedVariance.ToDoubles(), Rows.Of(pca.Components), pca.Mean.ToDoubles());
        var (encoder, decoder) = (new Rows(point.Latent, mean.Length), new Rows(point.Latent, mean.Length));
        var (bias, logScale) = (new double[point.Latent], new double[point.Latent]);
        for (var j = 0; j < point.Active; j++)
        {
            var i = point.Directions[j];
            if (i >= variances.Length || variances[i] <= point.Level)
                throw new ArgumentException($"The point looks along direction {i}, which is none of {variances.Length} components or has no variance above {point.Level}: it is of other data.", nameof(point));
            TensorPrimitives.Multiply(components[i], Math.Sqrt(variances[i] - point.Level), decoder[j]);
            TensorPrimitives.Divide(decoder[j], variances[i], encoder[j]);
            (bias[j], logScale[j]) = (-TensorPrimitives.Dot<double>(encoder[j], mean), 0.5 * Math.Log(point.Level / variances[i]));
        }
        var objective = new LinearElbo { Beta = point.Beta == 1 ? null : new ConstantSchedule(point.Beta) };
        var vae = Create(mean.Length, point.Latent, GaussianNoise.Fixed(Math.Sqrt(point.NoiseVariance)), objective).To(Device.Reference);
        var halves = LinearHalves.Of(vae);
        halves.Encoder.Mean.Weight.CopyFrom(encoder.ToTensor());
        halves.Encoder.Mean.Bias!.CopyFrom(Tensor.From(bias, [bias.Length], Device.Reference));
        halves.Encoder.LogScale.CopyFrom(Tensor.From(logScale, [logScale.Length], Device.Reference));
        halves.Mean.Weight.CopyFrom(decoder.Transpose().ToTensor());
        halves.Mean.Bias!.CopyFrom(pca.Mean.To(Device.Reference));
        return vae;
    }

    /// <summary>p(x) = N(b, W·Wᵀ + σ²I) of a linear VAE, of one example: what its bound is a bound of.</summary>
    /// <param name="model">A <see cref="Vae"/> of linear halves.</param>
    /// <exception cref="ArgumentException">It is another model.</exception>
    public static LowRankNormal Evidence(Vae model)
    {
        var halves = LinearHalves.Of(model);
        var around = (Normal)halves.Decoder.Decode(Tensor.Zeros([model.Latent], model.Device));
        return new(around.Mean, halves.Mean.Weight, around.Variance, validate: false);
    }
}
