using Engine.Bench.Cases;
using Engine.Devices.Cpu;
using Engine.Models;

namespace Engine.Tests.Bench;

/// <summary>The cases that the engine shares with its peers.</summary>
public class CaseTableTests
{
    /// <summary>The names by which the peers' programs know them, and those of our own comparisons; the other names of theirs need parts that do not exist yet.</summary>
    private static readonly string[] names =
    [
        "vae-784-400-20-b128", "vae-784-400-20-b1024", "iwae-k50-b20", "ae-784-1000-500-250-2-b128",
        "mlp-784-400-400-10-b128", "mlp-784-1200-1200-10-b128",
        "bnn-784-400-400-10-b128", "bnn-784-1200-1200-10-b128", "bnn-lrt-784-400-400-10-b128",
        "bnn-predict-k32-n1", "bnn-passes-k32-n1", "bnn-predict-k32-n10", "bnn-passes-k32-n10",
        "bnn-predict-k32-n100", "bnn-passes-k32-n100", "bnn-predict-k32-n1000", "bnn-passes-k32-n1000", "bnn-apart-k32-n10",
        "last-predict-k32-n1", "last-passes-k32-n1", "last-predict-k32-n100", "last-passes-k32-n100", "last-predict-k32-n1000", "last-passes-k32-n1000",
        "small-predict-k32-n1", "small-passes-k32-n1", "small-predict-k32-n10", "small-passes-k32-n10",
        "small-predict-k32-n100", "small-passes-k32-n100", "small-predict-k32-n1000", "small-passes-k32-n1000",
        "gemm-128x784x400-NT", "gemm-128x400x784-NN", "gemm-400x128x784-TN", "gemm-128x400x40-NT", "gemm-40x128x400-TN",
        "gemm-128x400x10-NT", "gemm-128x1200x1200-NT", "gemm-1200x128x1200-TN", "gemm-1000x784x400-NT", "gemm-512x512x512-NN",
        "gemm-1024x1024x1024-NN", "gemm-2048x2048x2048-NN", "gemm-4096x784x400-NT",
        "gemm-128x784x400-NN", "gemm-784x128x400-TN", "gemm-128x400x40-NN", "gemm-400x128x40-TN", "gemm-128x400x10-NN",
        "gemm-128x1200x1200-NN", "gemm-1000x784x400-NN", "gemm-4096x784x400-NN",
        "exp-64Ki", "exp-1Mi", "log-64Ki", "log-1Mi", "tanh-64Ki", "tanh-1Mi", "sigmoid-64Ki", "sigmoid-1Mi",
        "softplus-64Ki", "softplus-1Mi", "relu-64Ki", "relu-1Mi", "add-64Ki", "add-1Mi", "mul-64Ki", "mul-1Mi",
        "randn-64Ki", "randn-1Mi", "sum-64Ki", "sum-1Mi", "softmax-128x1000", "log_softmax-128x1000",
        "layer_norm-128x1000", "sum0-128x1000", "sum1-128x1000", "mean0-128x1000", "mean1-128x1000", "sum0-1000x1000", "sum1-1000x1000",
        "max1-128x1000", "max-1Mi", "argmax1-1024x10", "cumsum1-128x1000", "softmax0-128x1000", "softmax-1Mi", "cross_entropy-1024x10",
        "add_row-1000x10", "add-16Mi", "relu-16Mi",
    ];

    [Fact]
    public void The_names_are_the_peers() => Assert.Equal(names, CaseTable.All.Select(entry => entry.Name));

    [Fact]
    public void Beginnings_of_names_select_in_the_order_of_the_table() =>
        Assert.Equal(["vae-784-400-20-b128", "vae-784-400-20-b1024", "sum-1Mi"], CaseTable.Select(["sum-1Mi", "vae"]).Select(entry => entry.Name));

    [Fact]
    public void An_unknown_name_is_an_error_that_lists_the_names()
    {
        var error = Assert.Throws<ArgumentException>(() => CaseTable.Select(["exp-64Ki", "vae-conv-b128"]));
        Assert.Contains("'vae-conv-b128'", error.Message);
        Assert.All(names, name => Assert.Contains(name, error.Message));
    }

    [Fact]
    public void A_repetition_takes_no_new_storage()
    {
        foreach (var entry in CaseTable.Select(["vae-784-400-20-b128", "iwae", "bnn-784-400", "bnn-lrt", "gemm-128x400x40-NT", "gemm-40x128x400-TN", "exp-64Ki", "add-64Ki", "randn-64Ki", "sum-64Ki", "softmax"]))
        {
            var device = new CpuDevice(threads: 2);
            var step = entry.Prepare(device);
            step();
            step();
            var allocations = device.Allocations;
            for (var i = 0; i < 3; i++) step();
            Assert.True(allocations == device.Allocations, $"{entry.Name} took {device.Allocations - allocations} storages.");
        }
    }

    [Fact]
    public void The_networks_have_the_peers_sizes()
    {
        var device = new CpuDevice(threads: 1);
        Assert.Equal(652_824, new VaeStep(device, batch: 1).ParameterCount);
        Assert.Equal(425_284, new IwaeStep(device, batch: 1, samples: 1).ParameterCount);
        Assert.Equal(2_823_286, new AutoencoderStep(device, batch: 1).ParameterCount);
        Assert.Equal(956_820, new BayesianStep(device, 400, batch: 1, WeightEstimator.WeightSampling).ParameterCount);
        Assert.Equal(4_790_420, new BayesianStep(device, 1200, batch: 1, WeightEstimator.WeightSampling).ParameterCount);
    }

    [Fact]
    public void Steps_learn()
    {
        var device = new CpuDevice(threads: 2);
        var (vae, deep) = (new VaeStep(device, batch: 16), new AutoencoderStep(device, batch: 16));
        Assert.True(After(20, vae.Run, vae.Loss) < After(0, vae.Run, new VaeStep(device, batch: 16).Loss) - 10);
        Assert.True(After(20, deep.Run, deep.Loss) < 0.9 * After(0, deep.Run, new AutoencoderStep(device, batch: 16).Loss));
    }

    [Theory, InlineData(WeightEstimator.WeightSampling), InlineData(WeightEstimator.LocalReparameterization)]
    public void Bayesian_steps_learn(WeightEstimator estimator)
    {
        var step = new BayesianStep(new CpuDevice(threads: 2), hidden: 30, batch: 16, estimator);
        var before = After(0, step.Run, step.Loss);
        Assert.True(After(60, step.Run, step.Loss) < before - 0.5);
    }

    [Fact]
    public void Predictions_are_probabilities()
    {
        var prediction = new BayesianPrediction(new CpuDevice(threads: 2), samples: 3, rows: 5);
        using var mean = prediction.Predict();
        Assert.Equal([5, 10], mean.Shape);
        Assert.True(mean.Sum(1).AllClose(Tensor.Ones([5]), atol: 1e-5));
    }

    [Fact]
    public void The_bound_of_many_samples_is_the_better_one_and_its_step_learns()
    {
        using var device = new CpuDevice(threads: 2);
        IwaeStep Start(int samples) => new(device, batch: 8, samples);
        Assert.True(After(0, () => { }, Start(50).Loss) < After(0, () => { }, Start(1).Loss));
        var step = Start(5);
        Assert.True(After(20, step.Run, step.Loss) < After(0, step.Run, Start(5).Loss) - 10);
    }

    /// <summary>The peers' own counts, in 10⁶ floating-point operations.</summary>
    [Theory]
    [InlineData("vae-784-400-20-b128", 420), InlineData("vae-784-400-20-b1024", 3359), InlineData("iwae-k50-b20", 1261)]
    [InlineData("ae-784-1000-500-250-2-b128", 1964), InlineData("bnn-784-400-400-10-b128", 286), InlineData("bnn-784-1200-1200-10-b128", 1597)]
    [InlineData("bnn-lrt-784-400-400-10-b128", 573), InlineData("bnn-predict-k32-n1000", 30566), InlineData("gemm-1024x1024x1024-NN", 2147)]
    public void The_work_of_networks_is_their_matrix_products(string name, double megaflops) =>
        Assert.Equal(megaflops, CaseTable.Select([name]).Single().Work!.Flops / 1e6, tolerance: 0.6);

    [Fact]
    public void Every_case_knows_its_work() => Assert.All(CaseTable.All, entry => Assert.True(entry.Work?.Flops + entry.Work?.Elements > 0, entry.Name));

    private static double After(int steps, Action step, Func<Tensor> loss)
    {
        for (var i = 0; i < steps; i++) step();
        using var scope = new Scope();
        return loss().Item();
    }
}
