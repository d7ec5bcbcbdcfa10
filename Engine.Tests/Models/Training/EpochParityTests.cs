using Engine.Models;
using Engine.Tests.Gpu;
using Engine.Tests.Models.Bayesian;

namespace Engine.Tests.Models.Training;

/// <summary>One epoch of each kind of model on a device against the reference: loss and weights.</summary>
public abstract class EpochParityTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    private static readonly Dataset numbers = Dataset.From(Tensor.Randn([50, 6], 11), Tensor.Randn([50], 12));

    private static readonly Dataset pictures = Dataset.From(Tensor.Rand([50, 6], 13).Greater(0.5), Tensor.Rand([50], 14).Multiply(3).Floor());

    private static readonly Dictionary<string, Func<Device, (double Loss, double[] Weights)>> models = new()
    {
        ["classifier"] = device =>
        {
            var net = new Sequential(new Linear(6, 8), new Relu(), new LayerNorm(8), new Dropout(0.2), new Linear(8, 3)).To(device);
            return Fit(net, (batch, noise) => Loss.CrossEntropy(net.Forward(batch.Images, noise), batch.Labels), pictures);
        },
        ["regression"] = device =>
        {
            var net = new Sequential(new Linear(6, 5), new Tanh(), new Linear(5, 1)).To(device);
            return Fit(net, (batch, noise) => Loss.SquaredError(net.Forward(batch.Images, noise).Squeeze(1), batch.Labels), numbers);
        },
        ["Bayesian, drawn weights"] = device => Bayesian(WeightEstimator.WeightSampling, device),
        ["Bayesian, drawn activations"] = device => Bayesian(WeightEstimator.LocalReparameterization, device),
        ["Bayesian, flipout"] = device => Bayesian(WeightEstimator.Flipout, device),
        ["Bayesian, Laplace prior"] = device => Bayesian(WeightEstimator.WeightSampling, device, new Laplace(0, 0.5)),
        ["Bayesian, prior of two normals"] = device => Bayesian(WeightEstimator.Flipout, device, Prior.MonteCarlo(new ScaleMixture(0.25, 1, 0.01))),
        ["Bayesian, estimated Laplace prior, drawn activations"] = device => Bayesian(WeightEstimator.LocalReparameterization, device, Prior.MonteCarlo(new Laplace(0, 0.5))),
        ["Bayesian classifier, drawn weights"] = device => BayesianClassifier(WeightEstimator.WeightSampling, new(50), device),
        ["Bayesian classifier, drawn activations"] = device => BayesianClassifier(WeightEstimator.LocalReparameterization, new(50) { Samples = 2, Weighting = KlWeighting.Blundell }, device),
        ["Bayesian classifier, flipout"] = device => BayesianClassifier(WeightEstimator.Flipout, new(50) { Samples = 2, Antithetic = true, Annealing = new LinearSchedule(0, 1, 3) }, device),
    };

    /// <summary>Models that say themselves what is minimised.</summary>
    private static readonly Dictionary<string, Func<Module>> trainable = new()
    {
        ["variational autoencoder"] = Vae,
        ["conditional variational autoencoder, by label"] = () => new ConditionalVae(new LabelCondition(3), new GaussianEncoder(9, 5, 2), new BernoulliDecoder(5, 4, 6), new GaussianEncoder(3, 4, 2)),
        ["conditional variational autoencoder, by quadrants"] = () =>
        {
            var guess = new Sequential(new Linear(3, 3), new Sigmoid());
            var prior = new GaussianEncoder(new Sequential(new FirstGuess(guess), new Linear(6, 4), new Tanh()), 4, 2);
            return new ConditionalVae(new QuadrantCondition(3, 2, Quadrant.TopLeft, Quadrant.BottomRight), new GaussianEncoder(6, 5, 2), new BernoulliDecoder(5, 4, 3), prior) { Objective = new Iwae(3) };
        },
        ["autoencoder of full covariance, doubly reparameterized"] = () =>
            new Vae(new FullGaussianEncoder(6, 5, 3), new BernoulliDecoder(3, 5, 6)) { Objective = new Iwae(4) { Estimator = IwaeEstimator.DoublyReparameterized } },
        ["autoencoder of rank one, free bits"] = () =>
            new Vae(new RankOneGaussianEncoder(6, 5, 3), new BernoulliDecoder(3, 5, 6)) { Objective = new LatentElbo { FreeBits = new(0.1, groupSize: null), Samples = 2 } },
        ["deep latent Gaussian"] = () =>
            new DeepLatentGaussian([new GaussianEncoder(6, 5, 3), new GaussianEncoder(3, 4, 2)], [new GaussianEncoder(2, 4, 3)], new BernoulliDecoder(3, 5, 6)),
        ["autoencoder"] = () => new Autoencoder(new Sequential(new Linear(6, 5), new Tanh(), new Linear(5, 2)), new Sequential(new Linear(2, 5), new Relu(), new Linear(5, 6), new Sigmoid())),
        ["linear autoencoder"] = () => new LinearAutoencoder(6, 2),
        ["tied autoencoder"] = Tied,
        ["denoising autoencoder, mask"] = () => new DenoisingAutoencoder(Tied(), new MaskCorruption(0.3)),
        ["denoising autoencoder, Gaussian"] = () => new DenoisingAutoencoder(Tied(), new GaussianCorruption(0.5)),
        ["denoising autoencoder, salt and pepper"] = () => new DenoisingAutoencoder(Tied(), new SaltAndPepperCorruption(0.4)),
        ["autoencoder with a Bayesian decoder"] = () => LiftedVae.Lift(Vae(), 50, initialDeviation: 0.05),
    };

    public static TheoryData<string> Models => [.. models.Keys, .. trainable.Keys, .. BayesianNetworks.Names];

    [Fact]
    public void Every_trainable_model_is_among_them()
    {
        var all = typeof(ITrainable).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(ITrainable)) && !type.IsAbstract);
        Assert.Empty(all.Except(trainable.Values.Select(make => make().GetType())).Select(type => type.Name));
    }

    [Theory, MemberData(nameof(Models))]
    public void Loss_and_weights(string model)
    {
        var (given, expected) = (Run(model, Device), Run(model, Device.Reference));
        Assert.Equal(expected.Loss, given.Loss, 1e-5 * (1 + Math.Abs(expected.Loss)));
        for (var i = 0; i < expected.Weights.Length; i++) Assert.Equal(expected.Weights[i], given.Weights[i], 1e-4 * (1 + Math.Abs(expected.Weights[i])));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits() =>
        Assert.Equal(Run("variational autoencoder", Device).Weights, Run("variational autoencoder", Device).Weights);

    private static Vae Vae() => new(new GaussianEncoder(6, 5, 2), new BernoulliDecoder(2, 5, 6));

    private static TiedAutoencoder Tied() => new(new Sequential(new Linear(6, 5), new Tanh(), new Linear(5, 2)), new Sigmoid());

    private static (double Loss, double[] Weights) Run(string name, Device device) =>
        models.TryGetValue(name, out var known) ? known(device)
        : trainable.TryGetValue(name, out var make) && make().To(device) is var model ? Fit(model, new Trainer((ITrainable)model, new Adam(1e-3)) { BatchSize = 16, Seed = 2 }, pictures)
        : Network(name, device);

    /// <summary>Each kind of Bayesian layer and prior by the Elbo; their own first values count, since some priors depend on them.</summary>
    private static (double, double[]) Network(string name, Device device)
    {
        var net = BayesianNetworks.Of(name).To(device);
        var elbo = new Elbo(50) { Likelihood = new NormalLikelihood(0.5) };
        var trainer = new Trainer(net, new Adam(1e-3), (batch, noise) => elbo.Loss(net, new(batch.Images, batch.Labels.Unsqueeze(1)), noise)) { BatchSize = 16, Seed = 2 };
        var history = SmallRun.Fit(trainer, numbers, epochs: 1);
        return (history.Epochs[^1].Loss, [.. net.Parameters.SelectMany(parameter => parameter.ToDoubles())]);
    }

    private static (double, double[]) Bayesian(WeightEstimator estimator, Device device, Prior? prior = null)
    {
        var net = new Sequential(new BayesianLinear(6, 5, prior, estimator), new Tanh(), new BayesianLinear(5, 1, prior, estimator)).To(device);
        return Fit(net, (batch, noise) =>
        {
            var pass = new BayesianPass(noise);
            return Loss.SquaredError(net.Forward(batch.Images, pass).Squeeze(1), batch.Labels) + pass.Divergence(net) / 50;
        }, numbers);
    }

    /// <summary>By the trainer, which deals the divergence out to batches of 16 and a last one of 2.</summary>
    private static (double, double[]) BayesianClassifier(WeightEstimator estimator, Elbo elbo, Device device)
    {
        var net = new Sequential(new BayesianLinear(6, 5, estimator: estimator, initialDeviation: 0.1), new Relu(), new BayesianLinear(5, 3, estimator: estimator)).To(device);
        return Fit(net, new Trainer(net, new Adam(1e-3), elbo) { BatchSize = 16, Seed = 2 }, pictures);
    }

    private static (double, double[]) Fit(Module model, Func<Batch, RandomStream, Tensor> loss, Dataset data) =>
        Fit(model, new Trainer(model, new Adam(1e-3), loss) { BatchSize = 16, Seed = 2 }, data);

    private static (double, double[]) Fit(Module model, Trainer trainer, Dataset data)
    {
        model.Initialize(new RandomStream(1));
        var history = SmallRun.Fit(trainer, data, epochs: 1);
        return (history.Epochs[^1].Loss, [.. model.Parameters.SelectMany(parameter => parameter.ToDoubles())]);
    }
}

public sealed class EpochParityOnCpu : EpochParityTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class EpochParityOnEmulated : EpochParityTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class EpochParityOnOpenCl : EpochParityTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class EpochParityOnCuda : EpochParityTests
{
    protected override Device Device => TestDevices.Cuda;
}
