using Engine.Models;
using Engine.Tests.Models.Autoencoders;

namespace Engine.Tests.Models.Objectives.Latent;

/// <summary>
/// Gradients of the bound by the posterior's mean and scale, each row of a batch an independent estimate of the same number:
/// x = az + N(0, s²), z ~ N(0, 1), seen at one x.
/// </summary>
public sealed class IwaeEstimatorTests
{
    private const int Rows = 20_000;
    private const double S = 0.7, X = 1.3;
    private static readonly Device exact = Device.Reference;

    /// <summary>The gradients by the mean of q and by its scale, a row an estimate, and that by a, summed.</summary>
    private static (double[] Mean, double[] Scale, double Decoder) Gradients(int k, IwaeEstimator estimator, double mean, double scale, ulong seed)
    {
        var (means, scales, a) = (Tensor.Full([Rows, 1], mean, exact), Tensor.Full([Rows, 1], scale, exact), Tensor.Of(1.0, exact));
        using var tape = Tape.Record([means, scales, a]);
        var model = new TestModel(new Normal(means, scales, validate: false), z => new Normal(a * z, Tensor.Of(S, exact), validate: false));
        var bound = new Iwae(k) { Estimator = estimator }.Bound(model, Tensor.Full([Rows, 1], X, exact), new RandomStream(seed));
        var gradients = tape.Gradient(bound.Sum());
        return (gradients[means].ToDoubles(), gradients[scales].ToDoubles(), gradients[a].Item());
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    /// <summary>How many standard errors two means are apart.</summary>
    private static double Apart(double[] a, double[] b) => (a.Average() - b.Average()) / Math.Sqrt((Variance(a) + Variance(b)) / Rows);

    [Theory]
    [InlineData(1, IwaeEstimator.StickingTheLanding)]
    [InlineData(1, IwaeEstimator.DoublyReparameterized)]
    [InlineData(5, IwaeEstimator.DoublyReparameterized)]
    [InlineData(20, IwaeEstimator.DoublyReparameterized)]
    public void Of_the_same_expectation_and_less_noise(int k, IwaeEstimator estimator)
    {
        var (plain, other) = (Gradients(k, IwaeEstimator.Standard, 0.5, 0.8, seed: 1), Gradients(k, estimator, 0.5, 0.8, seed: 2));
        Assert.InRange(Apart(plain.Mean, other.Mean), -4, 4);
        Assert.InRange(Apart(plain.Scale, other.Scale), -4, 4);
        Assert.True(Math.Abs(plain.Mean.Average()) > 0.01);
        Assert.True(Variance(other.Mean) < 0.8 * Variance(plain.Mean), $"{Variance(other.Mean)} {Variance(plain.Mean)}");
        Assert.True(Variance(other.Scale) < 0.8 * Variance(plain.Scale), $"{Variance(other.Scale)} {Variance(plain.Scale)}");
    }

    /// <summary>Tucker et al., section 3: for k &gt; 1 the score that is left out has no mean of 0.</summary>
    [Fact]
    public void Sticking_the_landing_is_biased_for_several_samples()
    {
        var (plain, other) = (Gradients(5, IwaeEstimator.Standard, 0.5, 0.8, seed: 1), Gradients(5, IwaeEstimator.StickingTheLanding, 0.5, 0.8, seed: 2));
        Assert.True(Math.Abs(Apart(plain.Mean, other.Mean)) > 20, $"{Apart(plain.Mean, other.Mean)}");
    }

    [Theory]
    [InlineData(1, IwaeEstimator.StickingTheLanding)]
    [InlineData(5, IwaeEstimator.StickingTheLanding)]
    [InlineData(5, IwaeEstimator.DoublyReparameterized)]
    public void At_the_exact_posterior_there_is_no_noise(int k, IwaeEstimator estimator)
    {
        var (mean, scale) = (X / (1 + S * S), Math.Sqrt(S * S / (1 + S * S)));
        var other = Gradients(k, estimator, mean, scale, seed: 1);
        Assert.All([.. other.Mean, .. other.Scale], gradient => Assert.Equal(0, gradient, 1e-12));
        Assert.True(Variance(Gradients(k, IwaeEstimator.Standard, mean, scale, seed: 1).Mean) > 0.01);
    }

    [Theory, InlineData(IwaeEstimator.StickingTheLanding), InlineData(IwaeEstimator.DoublyReparameterized)]
    public void The_decoders_gradient_and_the_bound_are_the_same(IwaeEstimator estimator)
    {
        var expected = Gradients(5, IwaeEstimator.Standard, 0.5, 0.8, seed: 1).Decoder;
        Assert.Equal(expected, Gradients(5, estimator, 0.5, 0.8, seed: 1).Decoder, 1e-9 * Math.Abs(expected));
        var model = new TestModel(new Normal(Tensor.Of([[0.5], [0.1]], exact), 0.8), z => new Normal(z, S));
        double[] Bound(IwaeEstimator estimator) => new Iwae(5) { Estimator = estimator }.Bound(model, Tensor.Of([[1.3], [-0.4]], exact), new RandomStream(3)).ToDoubles();
        Assert.Equal(Bound(IwaeEstimator.Standard), Bound(estimator));
    }

    /// <summary>Posteriors of vectors take the same way.</summary>
    [Fact]
    public void A_posterior_of_vectors_has_no_noise_either()
    {
        var truth = new LinearGaussian(Tensor.Randn([4, 3], 1, exact), 0.8);
        var x = Tensor.Randn([5, 4], 2, exact);
        var (mean, factor) = (truth.PosteriorMean(x), truth.Covariance.Cholesky());
        using var tape = Tape.Record([mean, factor]);
        var model = new LinearGaussian(Tensor.Randn([4, 3], 1, exact), 0.8) { Infer = _ => MultivariateNormal.FromScaleTril(mean, factor, validate: false) };
        var gradients = tape.Gradient(new Iwae(6) { Estimator = IwaeEstimator.DoublyReparameterized }.Bound(model, x, new RandomStream(3)).Sum());
        Assert.All([.. gradients[mean].ToDoubles(), .. gradients[factor].ToDoubles()], gradient => Assert.Equal(0, gradient, 1e-11));
    }

    [Theory, InlineData(IwaeEstimator.StickingTheLanding), InlineData(IwaeEstimator.DoublyReparameterized)]
    public void Several_layers_are_refused(IwaeEstimator estimator)
    {
        var model = new DeepLatentGaussian([new GaussianEncoder(6, 5, 3), new GaussianEncoder(3, 4, 2)], [new GaussianEncoder(2, 4, 3)], new BernoulliDecoder(3, 5, 6)).To(exact);
        var message = Assert.Throws<NotSupportedException>(() => new Iwae(2) { Estimator = estimator }.Bound(model, Tensor.Rand([7, 6], 1, exact), new RandomStream(1))).Message;
        Assert.All([$"{estimator}", "not 2", "Standard"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
