using BenchmarkDotNet.Attributes;
using Engine.Bench.Cases;
using Engine.Devices.Cpu;

namespace Engine.Bench.Benchmarks;

/// <summary>A training step of the variational autoencoder, with what it allocates.</summary>
[MemoryDiagnoser]
public class VaeBenchmarks
{
    private Action step = () => { };

    [Params(1, 2)]
    public int Threads { get; set; }

    [Params(128, 1024)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup() => step = new VaeStep(new CpuDevice(Threads), Batch).Run;

    [Benchmark]
    public void Step() => step();
}
