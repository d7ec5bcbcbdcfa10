using Engine.Models;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>x = Wz + N(0, s²) with z ~ N(0, I), where all is known: the evidence, and the posterior N(ΣWᵀx/s², Σ) with Σ⁻¹ = I + WᵀW/s².</summary>
internal sealed class LinearGaussian : Module, ILatentVariableModel, IDecoder
{
    private readonly Tensor weight;
    private readonly double deviation;

    /// <param name="weight">W, [features, latent].</param>
    /// <param name="deviation">s.</param>
    public LinearGaussian(Tensor weight, double deviation)
    {
        (this.weight, this.deviation) = (weight, deviation);
        var root = (Eye(1) + weight.MatMul(weight, transposeA: true) / (deviation * deviation)).Cholesky().SolveTriangular(Eye(1));
        Covariance = root.MatMul(root, transposeA: true);
        Infer = Posterior;
    }

    /// <summary>Σ.</summary>
    public Tensor Covariance { get; }

    /// <summary>q(z|x): exact unless another is given.</summary>
    public Func<Tensor, Distribution> Infer { get; init; }

    /// <summary>WWᵀ + s²I.</summary>
    public Tensor EvidenceCovariance => weight.MatMul(weight, transposeB: true) + Eye(0) * (deviation * deviation);

    public MultivariateNormal Evidence => MultivariateNormal.FromCovariance(Tensor.Zeros([weight.Shape[0]], weight.Device), EvidenceCovariance);

    public Tensor PosteriorMean(Tensor x) => x.MatMul(weight).MatMul(Covariance) / (deviation * deviation);

    public MultivariateNormal Posterior(Tensor x) => MultivariateNormal.FromCovariance(PosteriorMean(x), Covariance);

    public Distribution Decode(Tensor z, RandomStream? noise = null) => new Normal(z.Linear(weight), deviation, validate: false);

    public LatentPass Pass(Tensor x, RandomStream noise, Shape sampleShape = default, Func<Tensor, Tensor>? path = null)
    {
        var posterior = Infer(x);
        var z = posterior.Rsample(noise, sampleShape);
        if (path is not null) z = path(z);
        return new([new(posterior, StandardNormal.Like(posterior), z)], Decode(z), x);
    }

    private Tensor Eye(int axis) => Tensor.Eye(weight.Shape[axis], weight.Device);
}
