#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Three posteriors q(z|x): diagonal, rank one plus diagonal, full covariance. First where the exact posterior is known and its variables
// depend on one another: ellipses beside the exact one. Then on MNIST.
// Lecture: "Variational autoencoders". Rezende, Mohamed & Wierstra, arXiv:1401.4082, section 4.3.

using Engine;
using Engine.Models;
using Examples;

return Example.Run<VaePosteriorsExample>(args);

/// <summary>The models of the example, to be saved in one file.</summary>
internal sealed class Models : Module
{
    public void Add(string name, Vae model) => Register(name, model);
}

internal sealed class VaePosteriorsExample : TrainingExample
{
    private const double Noise = 0.5;
    private static readonly double[][] weight = [[1, 0.9, -0.2], [0.2, 0.5, 1], [0.7, 0.6, 0.4], [1.1, 0.9, 0.1]];

    private static readonly (string Key, Func<Layer, int, int, NormalEncoder> Make)[] kinds =
    [
        ("diagonal", (body, hidden, latent) => new GaussianEncoder(body, hidden, latent)),
        ("rank_one", (body, hidden, latent) => new RankOneGaussianEncoder(body, hidden, latent)),
        ("full", (body, hidden, latent) => new FullGaussianEncoder(body, hidden, latent)),
    ];

    protected override string Name => "vae_posteriors";

    protected override async Task<int> Train(TrainingSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var results = Toy(options);
        var models = new Models();
        foreach (var (key, make) in kinds)
        {
            Console.WriteLine(key.Replace('_', ' '));
            var vae = new Vae(make(new Sequential(new Linear(784, 200), new Tanh()), 200, 10), new BernoulliDecoder(10, 200, 784)).To(options.OpenDevice());
            vae.Initialize(new RandomStream(options.Seed));
            ((BernoulliDecoder)vae.Decoder).StartAt(train.Images().Mean(0));
            var trainer = new Trainer(vae, new Adam(1e-3)) { Seed = options.Seed, Progress = Progress, CheckpointPath = File(options, $"{key}-checkpoint.safetensors") };
            // A run that was stopped has no checkpoint of the models after the one it was at; without any there is nothing to go on from.
            if (options.Resume && (key == kinds[0].Key || System.IO.File.Exists(trainer.CheckpointPath))) trainer.Resume(trainer.CheckpointPath);
            if (!(await trainer.Fit(train, options.Epochs ?? 5, cancel)).Finished) return Stopped(trainer.CheckpointPath);
            results.Add(($"test_neg_elbo_{key}", vae.NegativeElbo(test, new RandomStream(options.Seed).Split("test"))));
            models.Add(key, vae);
        }
        models.Save(File(options, "vae_posteriors.safetensors"));
        Console.WriteLine($"The ellipses and weights are in {Folder(options)}");
        return Result([.. results, ("weights_sha256", Sha256(models))]);
    }

    /// <summary>x = Wz + N(0, s²) with z ~ N(0, I): p(z|x) = N(ΣWᵀx/s², Σ) with Σ⁻¹ = I + WᵀW/s². Only the encoders are trained.</summary>
    private List<(string, object)> Toy(TrainingSettings options)
    {
        var device = options.OpenDevice();
        var rng = new RandomStream(options.Seed).Split("toy");
        var w = Tensor.Of(weight, device);
        var precision = Tensor.Eye(3, device) + w.MatMul(w, transposeA: true) / (Noise * Noise);
        var root = precision.Cholesky().SolveTriangular(Tensor.Eye(3, device));
        var covariance = root.MatMul(root, transposeA: true);
        var evidence = MultivariateNormal.FromCovariance(Tensor.Zeros([4], device), w.MatMul(w, transposeB: true) + Tensor.Eye(4, device) * (Noise * Noise));
        var x = evidence.Sample(rng, [32]);
        var exact = MultivariateNormal.FromCovariance(x.MatMul(w).MatMul(covariance) / (Noise * Noise), covariance);

        List<(string, double[], double[])> ellipses = [];
        List<(string, object)> results = [];
        foreach (var (key, make) in kinds)
        {
            var encoder = make(new Lambda(x => x), 4, 3).To(device);
            encoder.Initialize(rng.Split(key));
            var q = Fit(encoder, exact, x);
            ellipses.Add(Ellipse(key.Replace('_', ' '), q.Mean, Covariance(q), points: 101));
            results.Add(($"gap_{key}", Kl.Divergence(Vectors(q), exact).Mean().Item()));
        }
        ellipses.Add(Ellipse("exact", exact.Mean, covariance, points: 37));      // few points are drawn as dots, on top of the rest
        Plots.Lines(File(options, "ellipses.png"), "q(z|x) of one x at two standard deviations", "z₁", "z₂", [.. ellipses]);
        return results;
    }

    /// <summary>The bound is ln p(x) less KL(q ‖ p(z|x)), which is known here: no samples, no noise.</summary>
    private static Distribution Fit(NormalEncoder encoder, MultivariateNormal exact, Tensor x)
    {
        var (adam, schedule) = (new Adam(), new ExponentialSchedule(0.05, 0.998));
        for (var step = 0; step < 1500; step++)
        {
            using var tape = Tape.Record(encoder.Parameters);
            adam.LearningRate = schedule.At(step);
            adam.Step(tape.Gradient(Kl.Divergence(Vectors(encoder.Encode(x)), exact).Mean()));
        }
        return encoder.Encode(x);
    }

    private static Distribution Vectors(Distribution q) => q is Normal ? new Independent(q, 1) : q;

    /// <summary>Of the first x: [3, 3].</summary>
    private static Tensor Covariance(Distribution q) => q switch
    {
        MultivariateNormal full => full.Covariance.Slice(0, 0, 1).Reshape(3, 3),
        LowRankNormal low => Outer(low.Factor.Slice(0, 0, 1).Reshape(3, 1)) + Diagonal(low.CovarianceDiagonal),
        _ => Diagonal(q.Variance),
    };

    private static Tensor Outer(Tensor column) => column.MatMul(column, transposeB: true);

    private static Tensor Diagonal(Tensor variances) => Tensor.Eye(3, variances.Device) * variances.Slice(0, 0, 1).Reshape(3);

    /// <summary>Where the first two variables are two standard deviations from the mean of the first x: μ + 2L(cos t, sin t) with the factor L of their covariance.</summary>
    private static (string, double[], double[]) Ellipse(string name, Tensor mean, Tensor covariance, int points)
    {
        var (a, b, c) = (covariance[0, 0], covariance[1, 0], covariance[1, 1]);
        var (l00, l10) = (Math.Sqrt(a), b / Math.Sqrt(a));
        var l11 = Math.Sqrt(c - l10 * l10);
        double[] angles = [.. Enumerable.Range(0, points).Select(i => Math.Tau * i / (points - 1))];
        return (name, [.. angles.Select(t => mean[0, 0] + 2 * l00 * Math.Cos(t))], [.. angles.Select(t => mean[0, 1] + 2 * (l10 * Math.Cos(t) + l11 * Math.Sin(t)))]);
    }
}
