using BenchmarkDotNet.Attributes;
using Engine.Bench.Cases;
using Engine.Bench.Limits;
using Engine.Devices.Cpu;
using Engine.Models;

namespace Engine.Bench.Benchmarks;

/// <summary>What the weights' randomness costs: a weight-sampling step beside a maximum-likelihood step of the same network, 128 images each.</summary>
[MemoryDiagnoser]
public class BayesianBenchmarks : IHasWork
{
    private const int Batch = 128;

    private Action likelihood = () => { }, bayesian = () => { };

    [Params(1, 2)]
    public int Threads { get; set; }

    [Params(400, 1200)]
    public int Hidden { get; set; }

    /// <inheritdoc/>
    public Work Work => MlpStep.Work(Batch, Hidden);

    [GlobalSetup]
    public void Setup()
    {
        var device = new CpuDevice(Threads);
        likelihood = new MlpStep(device, Batch, Hidden).Run;
        bayesian = new BayesianStep(device, Hidden, Batch, WeightEstimator.WeightSampling).Run;
    }

    [Benchmark(Baseline = true)]
    public void MaximumLikelihood() => likelihood();

    [Benchmark]
    public void WeightSampling() => bayesian();
}
