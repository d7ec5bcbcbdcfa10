using BenchmarkDotNet.Attributes;
using Engine.Bench.Cases;
using Engine.Bench.Limits;
using Engine.Devices.Cpu;

namespace Engine.Bench.Benchmarks;

/// <summary>A training step of the variational autoencoder, with what it allocates.</summary>
[MemoryDiagnoser]
public class VaeBenchmarks : IHasWork
{
    private Action step = () => { };

    [Params(1, 2)]
    public int Threads { get; set; }

    [Params(128, 1024)]
    public int Batch { get; set; }

    /// <inheritdoc/>
    public Work Work => VaeStep.Work(Batch);

    [GlobalSetup]
    public void Setup() => step = new VaeStep(new CpuDevice(Threads), Batch).Run;

    [Benchmark]
    public void Step() => step();
}
