using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>
/// Two correlated weights of a regression whose posterior, evidence and best independent q are known to ten digits:
/// y = X·w + N(0, ¼), w ~ N(0, I), X = (1, 0), (1, 1), (1, 2), (1, 3), y = 0, 1, 3, 2. The first weight is a layer's bias or a column of ones.
/// Bishop (2006), §3.3 and §10.1.2.
/// </summary>
public class CorrelatedRegressionTests
{
    private const double NoiseVariance = 0.25, LogEvidence = -7.8493577483, BestBound = -8.3005852483;

    private static readonly double[] posteriorMean = [0.3053435115, 0.7837150127];
    private static readonly double[,] posteriorCovariance = { { 0.1450381679, -0.0610687023 }, { -0.0610687023, 0.0432569975 } };

    private readonly Device exact = Device.Reference;
    private readonly Tensor targets = Tensor.From([0.0, 1, 3, 2], [4, 1], Device.Reference);

    public static MatrixTheoryData<WeightEstimator, bool> Layers => new(Enum.GetValues<WeightEstimator>(), [false, true]);

    /// <summary>The data's precision of the weights, XᵀX/s² + I.</summary>
    private static readonly double[,] precision = { { 17, 24 }, { 24, 57 } };

    private Tensor Inputs(bool bias) => bias ? Tensor.From([0.0, 1, 2, 3], [4, 1], exact) : Tensor.From([1.0, 0, 1, 1, 1, 2, 1, 3], [4, 2], exact);

    private BayesianLinear Layer(WeightEstimator estimator, bool bias, int outputs = 1) => new BayesianLinear(bias ? 1 : 2, outputs, new NormalPrior(0, 1), estimator, bias, initialDeviation: 0.2).To(exact);

    /// <summary>Values of both weights from the tensors of a layer, with or without a bias.</summary>
    private static double[] Both(Tensor weight, Tensor? bias) => bias is null ? weight.ToDoubles() : [bias.Item(), weight.Item()];

    /// <summary>The best independent q has the posterior's mean, but the variances 1/(Σ⁻¹)ᵢᵢ, far below Σᵢᵢ.</summary>
    [Theory, MemberData(nameof(Layers))]
    public void Training_finds_the_mean_and_the_known_too_small_variances(WeightEstimator estimator, bool bias)
    {
        var (means, rhos) = Trained(estimator, bias);
        for (var i = 0; i < 2; i++)
        {
            var variance = Math.Pow(Math.Log(1 + Math.Exp(rhos[i])), 2);
            Assert.Equal(posteriorMean[i], means[i], 0.02 * posteriorMean[i]);
            Assert.Equal(1 / precision[i, i], variance, 0.02 / precision[i, i]);
            Assert.True(variance < 0.42 * posteriorCovariance[i, i]);
        }
    }

    /// <summary>
    /// By <see cref="Elbo"/>; 64 regressions side by side as the outputs of one layer, and the mean of the parameters over these and over the later
    /// steps has little of the draws' noise (Polyak &amp; Juditsky, 1992).
    /// </summary>
    private (double[] Means, double[] Rhos) Trained(WeightEstimator estimator, bool bias)
    {
        const int Replicas = 64, Steps = 2000, Counted = 1000;
        var layer = Layer(estimator, bias, Replicas);
        var elbo = new Elbo(4) { Likelihood = new NormalLikelihood(Math.Sqrt(NoiseVariance)), Samples = 4, Antithetic = true };
        var (adam, noise, x, y) = (new Adam(layer.Parameters, 0.02), new RandomStream(3), Inputs(bias), targets.Expand([4, Replicas]));
        var (means, rhos) = (new double[2], new double[2]);
        for (var step = 0; step < Steps; step++)
        {
            if (step == Steps - Counted - 200) adam.LearningRate = 0.002;
            using var tape = Tape.Record(layer.Parameters);
            adam.Step(tape.Gradient(-elbo.Of(layer, x, y, noise)));
            if (step < Steps - Counted) continue;
            Add(means, Both(layer.Weight.Mean.Mean(0), layer.Bias?.Mean.Mean()));
            Add(rhos, Both(layer.Weight.Rho.Mean(0), layer.Bias?.Rho.Mean()));
        }
        return (means, rhos);

        static void Add(double[] sums, double[] values)
        {
            for (var i = 0; i < 2; i++) sums[i] += values[i] / Counted;
        }
    }

    /// <summary>ln p(y) − ELBO = KL(q ‖ p(w|y)) for any q, here three; and for the best one the bound is the known number.</summary>
    [Theory, MemberData(nameof(Layers))]
    public void The_bound_falls_short_of_the_evidence_by_the_divergence_from_the_posterior(WeightEstimator estimator, bool bias)
    {
        double[][] means = [posteriorMean, [0.1, 1.1], [-0.5, 0.9]], deviations = [[1 / Math.Sqrt(17), 1 / Math.Sqrt(57)], [0.3, 0.1], [0.2, 0.25]];
        for (var q = 0; q < 3; q++)
        {
            var layer = Set(Layer(estimator, bias), means[q], deviations[q]);
            var (bound, error) = Bound(layer, bias);
            var gap = Divergence(means[q], deviations[q]);
            Assert.Equal(LogEvidence - gap, bound, 4 * error);
            Assert.InRange(error, 1e-6, 0.04);
            if (q == 0) Assert.Equal(BestBound, LogEvidence - gap, 1e-7);
        }
    }

    /// <summary>The mean of the estimated bound over draws, and its standard error.</summary>
    private (double Mean, double Error) Bound(BayesianLinear layer, bool bias)
    {
        const int Draws = 20_000;
        var outputs = PredictiveValues.Of(layer, Inputs(bias), Draws, new RandomStream(7)).Samples.Squeeze(2);
        var likelihoods = ((outputs - targets.Squeeze(1)).Square() / (-2 * NoiseVariance) - 0.5 * Math.Log(2 * Math.PI * NoiseVariance)).Sum(1);
        var divergence = new BayesianPass(new RandomStream(1)).DrawAll(layer).Divergence(layer).Item();
        return (likelihoods.Mean().Item() - divergence, Math.Sqrt(likelihoods.Variance(0).Item() / Draws));
    }

    /// <summary>KL(N(m, D) ‖ N(μ, Σ)) = ½(tr Σ⁻¹D + (m − μ)ᵀΣ⁻¹(m − μ) − 2 + ln |Σ|/|D|).</summary>
    private static double Divergence(double[] mean, double[] deviation)
    {
        var (a, b) = (mean[0] - posteriorMean[0], mean[1] - posteriorMean[1]);
        var trace = precision[0, 0] * deviation[0] * deviation[0] + precision[1, 1] * deviation[1] * deviation[1];
        var distance = precision[0, 0] * a * a + 2 * precision[0, 1] * a * b + precision[1, 1] * b * b;
        var determinant = precision[0, 0] * precision[1, 1] - precision[0, 1] * precision[1, 0];
        return 0.5 * (trace + distance - 2 - Math.Log(determinant) - 2 * Math.Log(deviation[0] * deviation[1]));
    }

    private BayesianLinear Set(BayesianLinear layer, double[] means, double[] deviations)
    {
        double[] rhos = [.. deviations.Select(deviation => Math.Log(Math.Exp(deviation) - 1))];
        if (layer.Bias is { } bias)
        {
            (double[] first, double[] second) = (means[..1], means[1..]);
            bias.Mean.CopyFrom(Tensor.Of(first, exact));
            bias.Rho.CopyFrom(Tensor.Of(rhos[..1], exact));
            (means, rhos) = (second, rhos[1..]);
        }
        layer.Weight.Mean.CopyFrom(Tensor.From(means, [1, means.Length], exact));
        layer.Weight.Rho.CopyFrom(Tensor.From(rhos, [1, rhos.Length], exact));
        return layer;
    }
}
