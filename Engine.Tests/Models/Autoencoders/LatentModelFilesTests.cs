using Engine.Models;
using Engine.Tests.Models.Training;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>Files and resumed runs of models with latent variables: bit for bit.</summary>
public sealed class LatentModelFilesTests : IDisposable
{
    private static readonly Dataset pictures = Dataset.From(Tensor.Rand([50, 6], 13).Greater(0.5));

    private static readonly Dictionary<string, Func<Module>> models = new()
    {
        ["full"] = () => new Vae(new FullGaussianEncoder(6, 5, 3), new BernoulliDecoder(3, 5, 6)) { Objective = new Iwae(3) { Estimator = IwaeEstimator.DoublyReparameterized } },
        ["rank one"] = () => new Vae(new RankOneGaussianEncoder(6, 5, 3), new BernoulliDecoder(3, 5, 6)) { Objective = new LatentElbo { Beta = new CyclicalSchedule(9, cycles: 2) } },
        ["deep"] = () => new DeepLatentGaussian([new GaussianEncoder(6, 5, 3), new GaussianEncoder(3, 4, 2)], [new GaussianEncoder(2, 4, 3)], new BernoulliDecoder(3, 5, 6)),
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Names => [.. models.Keys];

    private static Module Make(string name, ulong seed)
    {
        var model = models[name]();
        model.Initialize(new RandomStream(seed));
        return model;
    }

    private static double[][] Weights(Module model) => [.. model.Parameters.Select(parameter => parameter.ToDoubles())];

    [Theory, MemberData(nameof(Names))]
    public void Saved_and_loaded_it_gives_the_same_bound(string name)
    {
        var (saved, loaded) = (Make(name, 1), Make(name, 2));
        saved.Save(folder.File("model.safetensors"));
        loaded.Load(folder.File("model.safetensors"));
        Assert.Equal(Weights(saved), Weights(loaded));
        double[] Bound(Module model) => new Iwae(3).Bound((ILatentVariableModel)model, pictures.Images(), new RandomStream(4)).ToDoubles();
        Assert.Equal(Bound(saved), Bound(loaded));
    }

    [Theory, MemberData(nameof(Names))]
    public void Stopped_and_resumed_it_ends_in_the_same_weights(string name)
    {
        using var source = new CancellationTokenSource();
        (Module Model, Trainer Trainer) Run(ulong seed, ITrainingProgress? progress = null, string? checkpoint = null)
        {
            var model = Make(name, seed);
            return (model, new Trainer((ITrainable)model, new Adam(1e-3)) { BatchSize = 16, Seed = 2, Progress = progress ?? ConsoleProgress.None, CheckpointPath = checkpoint });
        }
        var whole = Run(1);
        SmallRun.Fit(whole.Trainer, pictures, 3);
        var path = folder.File("run.safetensors");
        SmallRun.Fit(Run(1, new CancelAtStep(6, source), path).Trainer, pictures, 3, source);
        var resumed = Run(5);
        SmallRun.Fit(resumed.Trainer.Resume(path), pictures, 3);
        Assert.Equal(Weights(whole.Model), Weights(resumed.Model));
    }
}
