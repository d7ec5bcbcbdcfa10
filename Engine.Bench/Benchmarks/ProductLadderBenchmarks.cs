using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Engine.Bench.Ladder;
using Engine.Bench.Limits;
using Engine.Devices.Cpu;
using Engine.Lanes;
using Engine.Operations;

namespace Engine.Bench.Benchmarks;

/// <summary>From the naive loops to the engine's product, rung by rung as in docs/matrix-product.md, on one thread.</summary>
public unsafe class ProductLadderBenchmarks : IHasWork, IDisposable
{
    private Workers? alone;
    private float* a, b, c;

    /// <summary>256: all matrices fit the second cache. 960: only the third. 1024: rows also compete for places in the caches.</summary>
    [Params(256, 960, 1024)]
    public int Size { get; set; }

    /// <inheritdoc/>
    public Work Work => Work.Product(Size, Size, Size);

    /// <inheritdoc/>
    public int Threads => 1;

    [GlobalSetup]
    public void Setup()
    {
        alone = new Workers(threads: 1);
        a = Random(1);
        b = Random(2);
        c = Random(3);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        alone?.Dispose();
        NativeMemory.AlignedFree(a);
        NativeMemory.AlignedFree(b);
        NativeMemory.AlignedFree(c);
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void Naive() => NaiveProduct.Run(Size, Size, Size, a, false, b, false, c, bias: null);

    [Benchmark]
    public void Rows() => RowProduct.Run(Size, Size, Size, a, b, c);

    [Benchmark]
    public void Vectors() => VectorProduct.Run(Size, Size, Size, a, b, c);

    [Benchmark]
    public void Tiles() => TileProduct.Run(Size, Size, Size, a, b, c);

    [Benchmark]
    public void Engine() => CpuProduct.Run(alone!, Size, Size, Size, a, false, b, false, c, default(Epilogue<V512, Identity>));

    private float* Random(int seed)
    {
        var count = Size * Size;
        var numbers = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
        var random = new Random(seed);
        for (var i = 0; i < count; i++) numbers[i] = random.NextSingle() - 0.5f;
        return numbers;
    }
}
