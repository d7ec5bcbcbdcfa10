using BenchmarkDotNet.Attributes;
using Engine.Bench.Cases;
using Engine.Bench.Limits;
using Engine.Devices.Cpu;

namespace Engine.Bench.Benchmarks;

/// <summary>The packed matrix product on one and two threads.</summary>
public class ProductBenchmarks : IHasWork
{
    private Action product = () => { };

    [Params(1, 2)]
    public int Threads { get; set; }

    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    public static IEnumerable<string> Cases => ProductCases.All.Select(entry => entry.Name);

    /// <inheritdoc/>
    public Work Work => ProductCases.All.Single(entry => entry.Name == Case).Work!;

    [GlobalSetup]
    public void Setup() => product = ProductCases.All.Single(entry => entry.Name == Case).Prepare(new CpuDevice(Threads));

    [Benchmark]
    public void Product() => product();
}
