using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>p(z | what is observed of x) of probabilistic PCA: a normal with covariance σ²·M⁻¹, M = Σ wⱼwⱼᵀ + σ²I over the observed j.</summary>
/// <param name="Mean">M⁻¹·Σ wⱼ(xⱼ − μⱼ).</param>
/// <param name="Covariance">σ²·M⁻¹.</param>
internal readonly record struct LatentGivenObserved(double[] Mean, Rows Covariance)
{
    /// <param name="x">An example; NaN marks what is missing.</param>
    /// <param name="mean">μ.</param>
    /// <param name="weights">W, one feature a row.</param>
    /// <param name="noiseVariance">σ².</param>
    public static LatentGivenObserved Of(ReadOnlySpan<double> x, double[] mean, Rows weights, double noiseVariance)
    {
        var latent = weights.Length;
        var (m, right) = (new Rows(latent, latent), new double[latent]);
        for (var a = 0; a < latent; a++) m[a][a] = noiseVariance;
        for (var j = 0; j < x.Length; j++)
        {
            if (double.IsNaN(x[j])) continue;
            var w = weights[j];
            for (var a = 0; a < latent; a++) TensorPrimitives.MultiplyAdd(w, w[a], m[a], m[a]);
            TensorPrimitives.MultiplyAdd(w, x[j] - mean[j], right, right);
        }
        var inverse = PositiveInverse.Of(m);
        var z = new double[latent];
        for (var a = 0; a < latent; a++) z[a] = TensorPrimitives.Dot<double>(inverse[a], right);
        TensorPrimitives.Multiply(inverse.Values, noiseVariance, inverse.Values);
        return new(z, inverse);
    }
}
