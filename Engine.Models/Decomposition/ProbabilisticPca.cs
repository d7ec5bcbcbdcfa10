using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>
/// Probabilistic PCA: x = W·z + μ + noise with z ~ N(0, I) and noise N(0, σ²I), so x ~ N(μ, WWᵀ + σ²I); the likelihood's maximum in
/// closed form, or by expectation maximisation where numbers are missing. Tipping &amp; Bishop, J. R. Stat. Soc. B 61 (1999).
/// </summary>
/// <remarks>Fitted in double precision, and there on <see cref="Engine.Device.Reference"/>; <c>To(device)</c> gives a copy for data elsewhere.</remarks>
public sealed class ProbabilisticPca : Module
{
    /// <summary>A model without values, to <see cref="ModuleFiles.Load"/> into.</summary>
    /// <param name="features">Numbers of an example.</param>
    /// <param name="latent">Dimensions of z, below the number of features.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimensions are not such.</exception>
    public ProbabilisticPca(int features, int latent)
        : this(new double[features], new(features, CheckLatent(latent, features)), 1)
    {
    }

    internal ProbabilisticPca(double[] mean, Rows weights, double noiseVariance)
    {
        RegisterBuffer("mean", Tensor.From(mean, [mean.Length], Engine.Device.Reference));
        RegisterBuffer("weights", weights.ToTensor());
        RegisterBuffer("noiseVariance", Tensor.Of(noiseVariance, Engine.Device.Reference));
    }

    /// <summary>μ, [features].</summary>
    public Tensor Mean => GetParameter("mean");

    /// <summary>W, [features, latent]: known but for a rotation of z.</summary>
    public Tensor Weights => GetParameter("weights");

    /// <summary>σ².</summary>
    public double NoiseVariance => GetParameter("noiseVariance").Item();

    /// <summary>p(x) = N(μ, WWᵀ + σ²I), of one example.</summary>
    public LowRankNormal Distribution => new(Mean, Weights, GetParameter("noiseVariance").Expand(Mean.Shape), validate: false);

    /// <summary>The maximum of the likelihood: σ² is the mean of the variances not kept, W = U·(Λ − σ²I)^½ (eq. 7 and 8).</summary>
    /// <param name="data">[examples, features].</param>
    /// <param name="latent">Dimensions of z, below the number of features.</param>
    /// <param name="solver">Of the principal components.</param>
    /// <exception cref="ArgumentException">The data are not a matrix, hold NaN, or lie in the plane of so many components.</exception>
    public static ProbabilisticPca Fit(Tensor data, int latent, PcaSolver solver = PcaSolver.Auto)
    {
        if (data.Rank == 2) CheckLatent(latent, data.Shape[1]);
        var pca = Pca.Fit(data, latent, solver);
        var features = pca.Mean.Elements;
        var noise = pca.ResidualVariance / (features - latent);
        if (noise <= 1e-12 * pca.TotalVariance / features) throw new ArgumentException($"The data lie in the plane of {latent} components: nothing is left for the noise. Take fewer, or Pca.", nameof(latent));
        var (variances, components, weights) = (pca.ExplainedVariance.ToDoubles(), Rows.Of(pca.Components), new Rows(latent, features));
        for (var i = 0; i < latent; i++) TensorPrimitives.Multiply(components[i], Math.Sqrt(Math.Max(0, variances[i] - noise)), weights[i]);
        return new(pca.Mean.ToDoubles(), weights.Transpose(), noise);
    }

    /// <summary>The maximum of the likelihood of what was observed, by expectation maximisation: NaN marks what is missing.</summary>
    /// <param name="data">[examples, features].</param>
    /// <param name="latent">Dimensions of z, below the number of features.</param>
    /// <param name="iterations">Steps; each raises the likelihood.</param>
    /// <param name="rng">Where W starts.</param>
    /// <exception cref="ArgumentException">A feature or an example is missing altogether.</exception>
    public static ProbabilisticPca FitMissing(Tensor data, int latent, int iterations, RandomStream rng)
    {
        if (data.Rank != 2 || data.Elements == 0) throw new ArgumentException($"data has shape {data.Shape}; expected [examples, features].", nameof(data));
        CheckLatent(latent, data.Shape[1]);
        var fit = new PcaByExpectation(Rows.Of(data), latent, rng);
        for (var i = 0; i < Require.Positive(iterations, nameof(iterations)); i++) fit.Step();
        return fit.Model;
    }

    /// <summary>ln p(x) of each example, in nats.</summary>
    /// <param name="x">[..., features].</param>
    /// <returns>[...].</returns>
    public Tensor LogProb(Tensor x) => Distribution.LogProb(x);

    /// <summary>New examples.</summary>
    /// <param name="count">How many.</param>
    /// <param name="rng">Where z and the noise come from.</param>
    /// <returns>[count, features].</returns>
    public Tensor Sample(int count, RandomStream rng) => Distribution.Sample(rng, [Require.Positive(count, nameof(count))]);

    /// <summary>The mean of p(z|x): (WᵀW + σ²I)⁻¹·Wᵀ·(x − μ).</summary>
    /// <param name="x">[..., features].</param>
    /// <returns>[..., latent].</returns>
    public Tensor Transform(Tensor x)
    {
        var latent = Weights.Shape[1];
        var factor = (Weights.MatMul(Weights, transposeA: true) + Tensor.Eye(latent, Device) * GetParameter("noiseVariance")).Cholesky();
        var solved = factor.SolveTriangular(factor.SolveTriangular(Weights.Transpose()), transpose: true);      // [latent, features]
        return (x - Mean).Linear(solved);
    }

    /// <summary>The mean of p(x|z): μ + W·z.</summary>
    /// <param name="z">[..., latent].</param>
    /// <returns>[..., features].</returns>
    public Tensor InverseTransform(Tensor z) => z.Linear(Weights) + Mean;

    /// <summary>The examples with what is missing (NaN) replaced by its mean given what is not.</summary>
    /// <param name="data">[examples, features].</param>
    /// <returns>[examples, features], in double precision.</returns>
    public Tensor Impute(Tensor data)
    {
        var rows = Rows.Of(data);
        if (rows.Length != Mean.Elements) throw new ArgumentException($"data has shape {data.Shape}; expected [examples, {Mean.Elements}].", nameof(data));
        var (mean, weights) = (Mean.ToDoubles(), Rows.Of(Weights));
        Parallel.For(0, rows.Count, i =>
        {
            var z = LatentGivenObserved.Of(rows[i], mean, weights, NoiseVariance).Mean;
            for (var j = 0; j < mean.Length; j++)
                if (double.IsNaN(rows[i][j])) rows[i][j] = mean[j] + TensorPrimitives.Dot<double>(weights[j], z);
        });
        return rows.ToTensor();
    }

    private static int CheckLatent(int latent, int features) => latent >= 1 && latent < features ? latent
        : throw new ArgumentOutOfRangeException(nameof(latent), latent, $"latent is {latent}; expected 1 to {features - 1}, fewer than there are features.");
}
