using BenchmarkDotNet.Attributes;
using Engine.Bench.Limits;
using Engine.Devices.Cpu;

namespace Engine.Bench.Benchmarks;

/// <summary>Every operation of one argument on 64 Ki floats, on one and two threads.</summary>
public class ElementwiseBenchmarks : IHasWork
{
    private const int Count = 1 << 16;

    private Action step = () => { };

    [Params(1, 2)]
    public int Threads { get; set; }

    [ParamsSource(nameof(Operations))]
    public string Operation { get; set; } = "";

    public static IEnumerable<string> Operations => UnaryOperations.Names;

    /// <inheritdoc/>
    public Work Work => Work.Elementwise(Count, read: 1, written: 1);

    [GlobalSetup]
    public void Setup() => step = UnaryOperations.Prepare(Operation, new CpuDevice(Threads), Count);

    [Benchmark]
    public void Map() => step();
}
