using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>
/// The affine map A·x̃ + b that undoes a corruption with the least mean squared error, in closed form: A = Cov(x, x̃)·Cov(x̃)⁻¹, b such
/// that the mean is right (Gauss and Markov; Wiener, 1949). What a network that denoises must do better than.
/// </summary>
/// <remarks>Fitted in double precision, and there on <see cref="Engine.Device.Reference"/>; <c>To(device)</c> gives a copy for data elsewhere.</remarks>
public sealed class AffineDenoiser : Module
{
    /// <summary>Eigenvalues of Cov(x̃) below this share of the largest are of numbers that never change, and are left out.</summary>
    private const double Negligible = 1e-12;

    private readonly CorruptionMoments moments;

    /// <summary>A denoiser without values, to <see cref="ModuleFiles.Load"/> into.</summary>
    /// <param name="features">Numbers of an example.</param>
    /// <param name="corruption">What it undoes.</param>
    public AffineDenoiser(int features, Corruption corruption)
        : this(corruption.Moments, new Rows(Require.Positive(features, nameof(features)), features), new double[features])
    {
    }

    private AffineDenoiser(CorruptionMoments moments, Rows weight, double[] bias)
    {
        this.moments = moments;
        RegisterBuffer("weight", weight.ToTensor());
        RegisterBuffer("bias", Tensor.From(bias, [bias.Length], Engine.Device.Reference));
    }

    /// <summary>A, [features, features].</summary>
    public Tensor Weight => GetParameter("weight");

    /// <summary>b, [features].</summary>
    public Tensor Bias => GetParameter("bias");

    /// <summary>The best map for data and a corruption of them, over all that the corruption could do.</summary>
    /// <param name="data">What is to be found again, [examples, features], on any device.</param>
    /// <param name="corruption">What is done to them.</param>
    /// <exception cref="ArgumentException">The data are not a matrix, or hold NaN or ∞.</exception>
    public static AffineDenoiser Fit(Tensor data, Corruption corruption)
    {
        if (data.Rank != 2 || data.Elements == 0) throw new ArgumentException($"data has shape {data.Shape}; expected [examples, features].", nameof(data));
        var (moments, (mean, covariance)) = (corruption.Moments, Covariance.Of(data));
        var joint = covariance.Copy();                                  // Cov(x, x̃) = scale·C
        TensorPrimitives.Multiply(joint.Values, moments.Scale, joint.Values);
        var corrupted = joint.Copy();                                   // Cov(x̃) = scale²·C + a diagonal
        TensorPrimitives.Multiply(corrupted.Values, moments.Scale, corrupted.Values);
        var added = Added(moments, mean, covariance);
        for (var i = 0; i < mean.Length; i++) corrupted[i][i] += added[i];
        var weight = joint.Times(PseudoInverse(corrupted));
        return new(moments, weight, Offset(moments, mean, weight));
    }

    /// <summary>What corrupted examples were.</summary>
    /// <param name="x">[..., features].</param>
    /// <returns>[..., features].</returns>
    public Tensor Denoise(Tensor x) => x.Linear(Weight, Bias);

    /// <summary>E|A·x̃ + b − x|² for examples and all that the corruption could do to them, summed over features and averaged over examples.</summary>
    /// <param name="data">[examples, features], also other than those of the fit.</param>
    /// <exception cref="ArgumentException">The shape is another.</exception>
    public double ExpectedError(Tensor data)
    {
        if (data.Rank != 2 || data.Elements == 0 || data.Shape[1] != Bias.Elements) throw new ArgumentException($"data has shape {data.Shape}; expected [examples, {Bias.Elements}].", nameof(data));
        var (weight, (mean, covariance)) = (Rows.Of(Weight), Covariance.Of(data));
        var residual = weight.Copy();                                   // x − E[A·x̃ + b given x] = (I − scale·A)·x − …
        TensorPrimitives.Multiply(residual.Values, -moments.Scale, residual.Values);
        for (var i = 0; i < mean.Length; i++) residual[i][i] += 1;
        var spread = TensorPrimitives.Dot<double>(residual.Times(covariance).Values, residual.Values);
        var offset = Offset(moments, mean, weight);
        TensorPrimitives.Subtract(offset, Bias.ToDoubles(), offset);
        return spread + TensorPrimitives.SumOfSquares<double>(offset) + Noise(weight, Added(moments, mean, covariance));
    }

    /// <summary>Σⱼ vⱼ·|column j of A|²: what the corruption's own variance does to the result.</summary>
    private static double Noise(Rows weight, double[] added)
    {
        var sum = 0.0;
        for (var i = 0; i < weight.Count; i++)
            for (var j = 0; j < added.Length; j++) sum += weight[i][j] * weight[i][j] * added[j];
        return sum;
    }

    private static double[] Added(CorruptionMoments moments, double[] mean, Rows covariance) =>
        [.. mean.Select((m, i) => moments.AddedVariance(m, covariance[i][i] + m * m))];

    /// <summary>b = E[x] − A·E[x̃].</summary>
    private static double[] Offset(CorruptionMoments moments, double[] mean, Rows weight)
    {
        var corrupted = Array.ConvertAll(mean, m => moments.Scale * m + moments.Shift);
        return [.. mean.Select((m, i) => m - TensorPrimitives.Dot<double>(weight[i], corrupted))];
    }

    /// <summary>Σ uᵢ·uᵢᵀ/λᵢ over the eigenvalues that count.</summary>
    private static Rows PseudoInverse(Rows symmetric)
    {
        var (values, vectors) = SymmetricEigen.Of(symmetric);
        var scaled = vectors.Copy();
        for (var i = 0; i < values.Length; i++)
            TensorPrimitives.Multiply(scaled[i], values[i] > Negligible * values[0] ? 1 / values[i] : 0, scaled[i]);
        return vectors.Transpose().Times(scaled);
    }
}
