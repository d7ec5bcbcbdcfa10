using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>
/// y = w·x + noise with known noise: the posterior of w is a normal that is known, and so are the bound and its gradient.
/// Bishop, <i>Pattern Recognition and Machine Learning</i> (2006), §3.3.
/// </summary>
public class LinearRegressionTests
{
    private const double NoiseVariance = 0.25;

    private static readonly double[] inputs = [-1.5, -0.4, 0.2, 0.9, 2];
    private static readonly double[] targets = [-1.1, -0.6, 0.5, 0.4, 1.9];
    private readonly Tensor x = Tensor.From(inputs, [5, 1], Device.Reference), y = Tensor.From(targets, [5, 1], Device.Reference);

    private static double SumXX => inputs.Sum(t => t * t);

    private static double SumXY => inputs.Zip(targets, (a, b) => a * b).Sum();

    private static BayesianLinear Layer(WeightEstimator estimator)
    {
        var layer = new BayesianLinear(1, 1, new Normal(0.5, 0.8, Device.Reference), estimator, bias: false, initialDeviation: 0.4).To(Device.Reference);
        layer.Weight.Mean.CopyFrom(Tensor.Of([[0.3]]));
        return layer;
    }

    /// <summary>−ELBO of all data by one draw, but for a constant.</summary>
    private Tensor Objective(BayesianLinear layer, RandomStream noise)
    {
        var pass = new BayesianPass(noise);
        return (y - layer.Forward(x, pass)).Square().Sum() / (2 * NoiseVariance) + pass.Divergence(layer);
    }

    [Theory, MemberData(nameof(BayesianLinearTests.Estimators), MemberType = typeof(BayesianLinearTests))]
    public void Gradients_are_right_on_average(WeightEstimator estimator)
    {
        const int draws = 20_000;
        var layer = Layer(estimator);
        var (mean, rho, noise) = (layer.Weight.Mean.Item(), layer.Weight.Rho.Item(), new RandomStream(3));
        var sigma = Math.Log(1 + Math.Exp(rho));
        var byMean = (mean * SumXX - SumXY) / NoiseVariance + (mean - 0.5) / 0.64;
        var bySigma = sigma * SumXX / NoiseVariance + sigma / 0.64 - 1 / sigma;
        Check(layer.Weight.Mean, byMean);
        Check(layer.Weight.Rho, bySigma / (1 + Math.Exp(-rho)));

        void Check(Parameter parameter, double expected)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var draw = 0; draw < draws; draw++)
            {
                using var tape = Tape.Record([parameter]);
                var error = tape.Gradient(Objective(layer, noise), parameter).Item() - expected;
                (sum, squares) = (sum + error, squares + error * error);
            }
            Assert.InRange(Math.Abs(sum / draws), 0, 4 * Math.Sqrt(squares / draws / draws));
        }
    }

    /// <summary>The mean of the parameters over the later steps: it has less of the draws' noise than the last ones (Polyak &amp; Juditsky, 1992).</summary>
    [Theory, MemberData(nameof(BayesianLinearTests.Estimators), MemberType = typeof(BayesianLinearTests))]
    public void Training_finds_the_exact_posterior(WeightEstimator estimator)
    {
        const int steps = 8000, counted = 6000;
        var layer = Layer(estimator);
        var (adam, noise) = (new Adam(layer.Parameters, 0.005), new RandomStream(3));
        var (mean, rho) = (0.0, 0.0);
        for (var step = 0; step < steps; step++)
        {
            using var tape = Tape.Record(layer.Parameters);
            adam.Step(tape.Gradient(Objective(layer, noise)));
            if (step >= steps - counted) (mean, rho) = (mean + layer.Weight.Mean.Item() / counted, rho + layer.Weight.Rho.Item() / counted);
        }
        var precision = 1 / 0.64 + SumXX / NoiseVariance;
        var deviation = 1 / Math.Sqrt(precision);
        Assert.Equal((0.5 / 0.64 + SumXY / NoiseVariance) / precision, mean, 0.02 * deviation);
        Assert.Equal(1 / precision, Math.Pow(Math.Log(1 + Math.Exp(rho)), 2), 0.02 / precision);
    }

    /// <summary>At the posterior the bound is ln p(y), which is known: y ~ N(½x, ¼I + 0.64·xxᵀ). Elsewhere it is lower by the divergence from the posterior.</summary>
    [Theory, MemberData(nameof(BayesianLinearTests.Estimators), MemberType = typeof(BayesianLinearTests))]
    public void At_the_posterior_the_bound_is_the_evidence(WeightEstimator estimator)
    {
        const int draws = 20_000;
        var layer = Layer(estimator);
        var precision = 1 / 0.64 + SumXX / NoiseVariance;
        var posterior = new Normal((0.5 / 0.64 + SumXY / NoiseVariance) / precision, 1 / Math.Sqrt(precision), Device.Reference);
        var marginal = MultivariateNormal.FromCovariance(x.Squeeze(1) * 0.5, Tensor.Eye(5, Device.Reference) * NoiseVariance + x.MatMul(x, transposeB: true) * 0.64);
        var evidence = marginal.LogProb(y.Squeeze(1)).Item();
        var apart = Kl.Divergence(layer.Weight.Distribution, posterior).Item();
        Assert.True(apart > 1);
        Check(evidence - apart);
        layer.Weight.Mean.CopyFrom(posterior.Mean.Reshape(1, 1));
        layer.Weight.Rho.CopyFrom(Bijector.Softplus.Backward(posterior.Scale).Reshape(1, 1));
        Check(evidence);

        void Check(double expected)
        {
            var (noise, bounds) = (new RandomStream(3), new double[draws]);
            for (var draw = 0; draw < draws; draw++)
            {
                using var scope = new Scope();
                bounds[draw] = -Objective(layer, noise).Item() - 2.5 * Math.Log(2 * Math.PI * NoiseVariance);
            }
            var mean = bounds.Average();
            var error = Math.Sqrt(bounds.Average(bound => (bound - mean) * (bound - mean)) / draws);
            Assert.InRange(error, 1e-5, 0.06);
            Assert.Equal(expected, mean, 4 * error);
        }
    }

    /// <summary>With one shared draw the examples' errors add up; signs and local noise keep them apart.</summary>
    [Fact]
    public void Estimators_differ_in_the_variance_of_their_gradients()
    {
        // ∂/∂μ = Σ xᵢ(ŷᵢ − yᵢ)/s² with ŷᵢ = xᵢ(μ + σε): one ε for all xᵢ, or one for each (for one weight, signs make them independent).
        double sigma = 0.4, shared = sigma * sigma * SumXX * SumXX / (NoiseVariance * NoiseVariance);
        var apart = sigma * sigma * inputs.Sum(t => t * t * t * t) / (NoiseVariance * NoiseVariance);
        Assert.Equal(shared, Variance(WeightEstimator.WeightSampling), 0.05 * shared);
        Assert.Equal(apart, Variance(WeightEstimator.Flipout), 0.05 * apart);
        Assert.Equal(apart, Variance(WeightEstimator.LocalReparameterization), 0.05 * apart);
    }

    private double Variance(WeightEstimator estimator)
    {
        const int draws = 20_000;
        var (layer, noise, sum, squares) = (Layer(estimator), new RandomStream(3), 0.0, 0.0);
        for (var draw = 0; draw < draws; draw++)
        {
            using var tape = Tape.Record(layer.Parameters);
            var gradient = tape.Gradient(Objective(layer, noise), layer.Weight.Mean).Item();
            (sum, squares) = (sum + gradient, squares + gradient * gradient);
        }
        return squares / draws - sum / draws * (sum / draws);
    }
}
