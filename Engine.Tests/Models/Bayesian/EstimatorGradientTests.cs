using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>
/// Gradients of −ELBO of a linear regression with three weights, by each estimator over 10⁵ draws: their means are the exact
/// gradient, their variances those of theory and in the order that makes the estimators worth having.
/// </summary>
/// <remarks>A layer of many outputs with equal parameters is as many draws: no two outputs share a weight.</remarks>
public class EstimatorGradientTests
{
    private const double NoiseVariance = 0.25;
    private const int Outputs = 2000, Rounds = 50, Draws = Outputs * Rounds;

    private static readonly Device exact = Device.Reference;
    private static readonly double[] targets = [0.5, -1, 1.5, 2, 0.1];

    /// <summary>Last column: the bias's ones.</summary>
    private static readonly double[][] rows = [[0.9, 0.5, 1], [0.2, -0.4, 1], [1.5, 1.1, 1], [2, 1.2, 1], [0.4, -0.1, 1]];

    private static readonly double[] means = [0.4, -0.3, 0.2], deviations = [0.3, 0.5, 0.2];

    private static double[] Rhos => [.. deviations.Select(deviation => Math.Log(Math.Exp(deviation) - 1))];

    public static MatrixTheoryData<WeightEstimator, bool> Layers => new(Enum.GetValues<WeightEstimator>(), [false, true]);

    /// <summary>By mean, then by ρ of each weight: the gradients' means and variances over all draws.</summary>
    private static (double[] Means, double[] Variances) Measure(WeightEstimator estimator, bool bias)
    {
        var layer = Layer(estimator, bias);
        var (x, y, noise) = (Inputs(bias), Tensor.From(targets, [5, 1], exact), new RandomStream(3));
        var (sums, squares) = (new double[6], new double[6]);
        for (var round = 0; round < Rounds; round++)
        {
            using var tape = Tape.Record(layer.Parameters);
            var pass = new BayesianPass(noise);
            var gradients = tape.Gradient((y - layer.Forward(x, pass)).Square().Sum() / (2 * NoiseVariance) + pass.Divergence(layer));
            double[][] byMean = Columns(gradients[layer.Weight.Mean], layer.Bias is { } b ? gradients[b.Mean] : null);
            double[][] byRho = Columns(gradients[layer.Weight.Rho], layer.Bias is { } c ? gradients[c.Rho] : null);
            for (var i = 0; i < 3; i++)
            {
                (sums[i], squares[i]) = (sums[i] + byMean[i].Sum(), squares[i] + byMean[i].Sum(g => g * g));
                (sums[i + 3], squares[i + 3]) = (sums[i + 3] + byRho[i].Sum(), squares[i + 3] + byRho[i].Sum(g => g * g));
            }
        }
        double[] mean = [.. sums.Select(sum => sum / Draws)];
        return (mean, [.. squares.Select((square, i) => square / Draws - mean[i] * mean[i])]);
    }

    private static Tensor Inputs(bool bias) =>
        Tensor.From([.. rows.SelectMany(row => bias ? row[..2] : row)], [5, bias ? 2 : 3], exact);

    private static BayesianLinear Layer(WeightEstimator estimator, bool bias)
    {
        var layer = new BayesianLinear(bias ? 2 : 3, Outputs, new NormalPrior(0, 1), estimator, bias).To(exact);
        Set(layer.Weight.Mean, means);
        Set(layer.Weight.Rho, Rhos);
        if (layer.Bias is not { } posterior) return layer;
        Set(posterior.Mean, means[2..]);
        Set(posterior.Rho, Rhos[2..]);
        return layer;
    }

    private static void Set(Parameter parameter, double[] values) =>
        parameter.CopyFrom(Tensor.Of(values[..(parameter.Elements / Outputs)], exact).Expand([Outputs, parameter.Elements / Outputs]).Reshape(parameter.Shape));

    /// <summary>Each weight's numbers over the outputs.</summary>
    private static double[][] Columns(Tensor weight, Tensor? bias)
    {
        double[][] columns = [.. Enumerable.Range(0, weight.Shape[1]).Select(i => weight.Slice(1, i, 1).ToDoubles())];
        return bias is null ? columns : [.. columns, bias.ToDoubles()];
    }

    /// <summary>∂/∂μ = Xᵀ(Xμ − y)/s² + μ, ∂/∂σᵢ = σᵢ(XᵀX)ᵢᵢ/s² + σᵢ − 1/σᵢ.</summary>
    private static double[] ExactGradient()
    {
        var gradient = new double[6];
        for (var i = 0; i < 3; i++)
        {
            gradient[i] = means[i];
            gradient[i + 3] = deviations[i] - 1 / deviations[i];
            for (var n = 0; n < 5; n++)
            {
                gradient[i] += rows[n][i] * (Dot(rows[n], means) - targets[n]) / NoiseVariance;
                gradient[i + 3] += deviations[i] * rows[n][i] * rows[n][i] / NoiseVariance;
            }
            gradient[i + 3] /= 1 + Math.Exp(-Rhos[i]);
        }
        return gradient;
    }

    [Theory, MemberData(nameof(Layers))]
    public void Gradients_are_the_exact_ones_on_average(WeightEstimator estimator, bool bias)
    {
        var ((given, variances), expected) = (Measure(estimator, bias), ExactGradient());
        for (var i = 0; i < 6; i++) Assert.Equal(expected[i], given[i], 4 * Math.Sqrt(variances[i] / Draws));
    }

    /// <summary>
    /// By μᵢ the gradient is Σₙ xₙᵢeₙ/s² with errors eₙ of variance vₙ = Σⱼ xₙⱼ²σⱼ². One draw for all examples makes them dependent: variance Σⱼ (XᵀX)ᵢⱼ²σⱼ²/s⁴.
    /// Signs or local noise keep them apart: Σₙ xₙᵢ²vₙ/s⁴; and local noise has less variance by ρ, too: it draws one number where signs leave three.
    /// </summary>
    [Theory, InlineData(false), InlineData(true)]
    public void Weight_sampling_varies_most_then_flipout_then_local_reparameterization(bool bias)
    {
        var sampling = Measure(WeightEstimator.WeightSampling, bias).Variances;
        var flipout = Measure(WeightEstimator.Flipout, bias).Variances;
        var local = Measure(WeightEstimator.LocalReparameterization, bias).Variances;
        for (var i = 0; i < 3; i++)
        {
            var (shared, apart) = (0.0, 0.0);
            for (var j = 0; j < 3; j++) shared += Math.Pow(rows.Sum(row => row[i] * row[j]) * deviations[j] / NoiseVariance, 2);
            foreach (var row in rows) apart += Math.Pow(row[i] / NoiseVariance, 2) * row.Zip(deviations, (x, sigma) => x * x * sigma * sigma).Sum();
            Assert.Equal(shared, sampling[i], 0.03 * shared);
            Assert.Equal(apart, flipout[i], 0.03 * apart);
            Assert.Equal(apart, local[i], 0.03 * apart);
            Assert.True(sampling[i] > 1.5 * flipout[i]);
        }
        // By ρ the order holds for all weights together; signs may vary more than one draw does by a single ρ, as they do by the last one here.
        Assert.True(sampling[3..].Sum() > 1.3 * flipout[3..].Sum(), $"{sampling[3..].Sum()} and {flipout[3..].Sum()}");
        Assert.True(flipout[3..].Sum() > 2 * local[3..].Sum(), $"{flipout[3..].Sum()} and {local[3..].Sum()}");
    }

    /// <summary>
    /// With w = μ + Dε the log-likelihood is linear plus quadratic in ε, of variances |DXᵀe|²/s⁴ and tr((DXᵀXD)²)/2s⁴: M samples divide both by M,
    /// and a mirrored pair is rid of the first.
    /// </summary>
    [Fact]
    public void More_samples_and_mirrored_pairs_lower_the_variance_of_the_bound_as_theory_says()
    {
        var (linear, quadratic) = (0.0, 0.0);
        for (var i = 0; i < 3; i++)
        {
            linear += Math.Pow(deviations[i] * rows.Select((row, n) => row[i] * (targets[n] - Dot(row, means))).Sum() / NoiseVariance, 2);
            for (var j = 0; j < 3; j++) quadratic += Math.Pow(deviations[i] * deviations[j] * rows.Sum(row => row[i] * row[j]) / NoiseVariance, 2) / 2;
        }
        Check(1, false, linear + quadratic);
        Check(2, false, (linear + quadratic) / 2);
        Check(8, false, (linear + quadratic) / 8);
        Check(2, true, quadratic);
        Check(8, true, quadratic / 4);

        static void Check(int samples, bool antithetic, double expected)
        {
            const int Estimates = 10_000;
            var layer = new BayesianLinear(3, 1, new NormalPrior(0, 1), bias: false).To(exact);
            layer.Weight.Mean.CopyFrom(Tensor.From(means, [1, 3], exact));
            layer.Weight.Rho.CopyFrom(Tensor.From(Rhos, [1, 3], exact));
            var elbo = new Elbo(5) { Likelihood = new NormalLikelihood(Math.Sqrt(NoiseVariance)), Samples = samples, Antithetic = antithetic };
            var (x, y, noise, values) = (Inputs(bias: false), Tensor.From(targets, [5, 1], exact), new RandomStream(4), new double[Estimates]);
            for (var i = 0; i < Estimates; i++)
            {
                using var scope = new Scope();
                values[i] = 5 * elbo.Of(layer, x, y, noise).Item();
            }
            var mean = values.Average();
            var squares = values.Select(value => (value - mean) * (value - mean)).ToArray();
            var variance = squares.Average();
            Assert.Equal(expected, variance, 5 * Math.Sqrt(squares.Average(square => (square - variance) * (square - variance)) / Estimates));
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
