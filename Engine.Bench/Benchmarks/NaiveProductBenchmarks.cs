using BenchmarkDotNet.Attributes;
using Engine.Bench.Cases;
using Engine.Bench.Limits;
using Engine.Devices.Cpu;

namespace Engine.Bench.Benchmarks;

/// <summary>What packing, vectors and registers gain: the textbook's three loops (in double) against the packed product, on one thread.</summary>
public class NaiveProductBenchmarks : IHasWork
{
    private Action naive = () => { }, packed = () => { };

    [Params(32, 128, 512)]
    public int Size { get; set; }

    /// <inheritdoc/>
    public Work Work => Work.Product(Size, Size, Size);

    /// <inheritdoc/>
    public int Threads => 1;

    [GlobalSetup]
    public void Setup()
    {
        var plan = new MatMulPlan(Size, Size, Size, false, false, [0], [0]);
        naive = ProductCases.Prepare(Device.Reference, plan);
        packed = ProductCases.Prepare(new CpuDevice(threads: 1), plan);
    }

    [Benchmark(Baseline = true)]
    public void Naive() => naive();

    [Benchmark]
    public void Packed() => packed();
}
