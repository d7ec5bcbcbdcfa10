using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using Engine.Bench.Benchmarks;
using Engine.Bench.Limits;

namespace Engine.Tests.Bench;

/// <summary>Rates and shares beside the times of the BenchmarkDotNet classes.</summary>
public class WorkColumnTests
{
    public class Product : IHasWork
    {
        [Params(1)]
        public int Threads { get; set; }

        [Params(100, 200)]
        public int Size { get; set; }

        public Work Work => Work.Product(Size, Size, Size);

        [Benchmark]
        public void Run() { }
    }

    public class Copy : IHasWork
    {
        public int Threads => 1;

        public Work Work => Work.Elementwise(1000, read: 1, written: 1);

        [Benchmark]
        public void Run() { }
    }

    public class Unknown
    {
        [Benchmark]
        public void Run() { }
    }

    private static BenchmarkCase[] Cases<T>() => BenchmarkConverter.TypeToBenchmarks(typeof(T)).BenchmarksCases;

    [Fact]
    public void The_parameters_decide_the_work()
    {
        Assert.Equal(["2.0 GFLOP/s", "16.0 GFLOP/s"], Cases<Product>().Select(benchmark => WorkColumn.Rate.Of(benchmark, milliseconds: 1)));
        var peak = MachineLimits.Of(1).Gigaflops;
        Assert.Equal("50 %", WorkColumn.Share.Of(Cases<Product>()[0], milliseconds: 2 * 2e6 / peak / 1e6));
    }

    [Fact]
    public void Without_products_the_rate_is_a_bandwidth() => Assert.Equal("8.0 GB/s", WorkColumn.Rate.Of(Cases<Copy>().Single(), milliseconds: 0.001));

    [Fact]
    public void A_class_that_tells_no_work_has_none() => Assert.Equal("-", WorkColumn.Rate.Of(Cases<Unknown>().Single(), milliseconds: 1));

    [Fact]
    public void Every_benchmark_here_tells_its_work()
    {
        var classes = typeof(WorkColumn).Assembly.GetTypes().Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkAttribute), false))).ToArray();
        Assert.NotEmpty(classes);
        foreach (var type in classes)
            Assert.All(BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases, benchmark => Assert.NotEqual("-", WorkColumn.Rate.Of(benchmark, milliseconds: 1)));
    }
}
