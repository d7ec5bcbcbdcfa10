using System.Runtime.InteropServices;
using Engine.Devices.Cpu;
using Engine.Lanes;
using Engine.Operations;

namespace Engine.Tests.Devices.Cpu;

/// <summary>Every way to a product against the three loops of <see cref="NaiveProduct"/> in double.</summary>
public sealed unsafe class CpuProductTests
{
    private static readonly int[] aroundTheTiles = [1, 2, 3, 4, 5, 7, 12, 13, 16, 17, 31, 32, 33, 65];

    internal delegate void Way(
        Workers workers, int m, int n, int k, float* a, bool transposeA, float* b, bool transposeB, float* c, float* bias, bool activate);

    /// <summary>The chosen way, and each by itself, whichever the machine and the sizes prefer.</summary>
    public static TheoryData<string> Ways => ["chosen", "256", "512", "256 turned", "512 turned", "thin", "dots"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Whole_numbers_give_exact_products_for_all_sizes_around_the_tiles(string way)
    {
        using var workers = new Workers(1);
        for (int form = 0; form < 16; form++)
        {
            foreach (int m in aroundTheTiles)
            {
                if (way == "thin" && m > ProductSizes.ThinRows) continue;
                foreach (int n in aroundTheTiles)
                {
                    if (way == "dots" && ((form & 1) != 0 || n > ProductSizes.DotColumns)) continue;
                    // Depth does not meet the tile's edges, only the packing's: two sizes of it a time, all over the forms.
                    for (int i = (m + n + form) % 7; i < aroundTheTiles.Length; i += 7)
                        ProductCase.WholeNumbers(m, n, aroundTheTiles[i], form).AssertExact(Named(way), workers);
                }
            }
        }
    }

    [Theory]
    [InlineData(6, 70, 1330)] // k beyond KC
    [InlineData(1000, 33, 17)] // m beyond MC
    [InlineData(5, 2130, 20)] // n beyond NC
    [InlineData(500, 40, 1215)] // m and k
    [InlineData(13, 2130, 1215)] // n and k
    [InlineData(40, 1024, 64), InlineData(40, 64, 1024), InlineData(1024, 40, 64)] // rows that compete for places in the cache
    [InlineData(600, 70, 50)] // more rows than leave B where it lies
    public void Whole_numbers_give_exact_products_beyond_the_packed_blocks(int m, int n, int k)
    {
        using var workers = new Workers(2);
        foreach (int form in new[] { 0, 7, 10, 13 })
        {
            ProductCase whole = ProductCase.WholeNumbers(m, n, k, form);
            foreach (string way in new[] { "256", "512", "256 turned", "512 turned" }) whole.AssertExact(Named(way), workers);
        }
    }

    [Theory]
    [InlineData(128, 400, 784), InlineData(128, 784, 400), InlineData(400, 784, 128), InlineData(128, 10, 400), InlineData(1, 400, 784), InlineData(600, 1, 784)]
    public void Real_numbers_stay_within_the_rounding_bound(int m, int n, int k)
    {
        using var workers = new Workers(2);
        foreach (int form in new[] { 0, 5, 10, 15 }) ProductCase.Normals(m, n, k, form).AssertWithinRounding(chosen, workers);
    }

    [Theory]
    [InlineData(128, 400, 784), InlineData(77, 129, 531), InlineData(1000, 10, 400), InlineData(2, 500, 900), InlineData(1, 1200, 1200), InlineData(1200, 1, 900)]
    public void Any_number_of_threads_gives_the_same_bits(int m, int n, int k)
    {
        for (int form = 0; form < 16; form += 5)
        {
            ProductCase normals = ProductCase.Normals(m, n, k, form);
            float[] expected = [];
            foreach (int threads in new[] { 1, 2, 3 })
            {
                using var workers = new Workers(threads);
                for (int repeat = 0; repeat < 5; repeat++)
                {
                    float[] c = normals.Run(chosen, workers);
                    if (expected.Length == 0) expected = c;
                    Assert.True(MemoryMarshal.AsBytes<float>(expected).SequenceEqual(MemoryMarshal.AsBytes<float>(c)), $"{threads} threads");
                }
            }
        }
    }

    [Theory]
    [InlineData(7, 19, 5), InlineData(40, 50, 60), InlineData(2, 100, 100), InlineData(1, 2, 3)]
    public void NaN_and_infinity_reach_exactly_the_elements_they_belong_to(int m, int n, int k)
    {
        using var workers = new Workers(2);
        ProductCase special = ProductCase.WholeNumbers(m, n, k, form: 0);
        Array.Clear(special.B, (k - 1) * n, n); // the last row of B: 0
        special.A[k - 1] = float.PositiveInfinity; // first row of A: ∞ · 0 = NaN
        special.A[(m - 1) * k] = float.NaN;
        float[] c = special.Run(chosen, workers);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++) Assert.Equal(i == 0 || i == m - 1, float.IsNaN(c[(i * n) + j]));
        }
    }

    [Theory]
    [InlineData(0), InlineData(4), InlineData(8), InlineData(12)] // none, activation, bias, both
    public void Sums_of_no_terms_are_zero(int form)
    {
        using var workers = new Workers(2);
        ProductCase.WholeNumbers(3, 5, 0, form).AssertExact(chosen, workers);
        ProductCase.WholeNumbers(100, 70, 0, form).AssertExact(chosen, workers);
    }

    [Theory]
    [InlineData(0, 5), InlineData(5, 0), InlineData(0, 0)]
    public void Without_rows_or_columns_nothing_happens(int m, int n)
    {
        using var workers = new Workers(2);
        Assert.Empty(ProductCase.WholeNumbers(m, n, 9, form: 12).Run(chosen, workers));
    }

    [Fact]
    public void Products_side_by_side_do_not_disturb_each_other()
    {
        using var workers = new Workers(2);
        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            ProductCase.WholeNumbers(60 + i, 130 - i, 70 + i, i % 16).AssertExact(chosen, workers));
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_call()
    {
        using var workers = new Workers(2);
        using var alone = new Workers(1);
        var c = new float[100 * 90];
        var a = new float[100 * 80];
        var b = new float[80 * 90];
        fixed (float* pa = a, pb = b, pc = c)
        {
            chosen(workers, 100, 90, 80, pa, false, pb, false, pc, null, false);
            // On two threads the helper may have been quicker and this thread have needed no buffer yet.
            chosen(alone, 100, 90, 80, pa, false, pb, false, pc, null, false);
            // Beside other tests a round has once shown an allocation, of unknown origin; the product's own would show in each.
            long least = long.MaxValue;
            for (int round = 0; round < 5; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 100; i++) chosen(workers, 100, 90, 80, pa, false, pb, false, pc, null, false);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            Assert.Equal(0, least);
        }
    }

    [Theory]
    [InlineData(128, 400, 784, true), InlineData(1000, 400, 784, false), InlineData(128, 784, 20, false)]
    public void The_side_that_is_packed_is_the_smaller_one(int m, int n, int k, bool turned)
    {
        float* none = null;
        Assert.Equal(turned, Product.Of(m, n, k, none, false, none, true, none).IsCheaperTurned);
        Assert.False(Product.Of(m, n, k, none, false, none, false, none).IsCheaperTurned, "what can be read where it lies");
    }

    private static readonly Way chosen = (workers, m, n, k, a, transposeA, b, transposeB, c, bias, activate) =>
    {
        if (activate) CpuProduct.Run(workers, m, n, k, a, transposeA, b, transposeB, c, new Epilogue<V512, Relu>(default, bias));
        else CpuProduct.Run(workers, m, n, k, a, transposeA, b, transposeB, c, new Epilogue<V512, Identity>(default, bias));
    };

    private static Way Named(string name) => name switch
    {
        "256" => (workers, m, n, k, a, transposeA, b, transposeB, c, bias, activate) =>
            Blocked<Tile256>(workers, Product.Of(m, n, k, a, transposeA, b, transposeB, c), bias, activate),
        "512" => (workers, m, n, k, a, transposeA, b, transposeB, c, bias, activate) =>
            Blocked<Tile512>(workers, Product.Of(m, n, k, a, transposeA, b, transposeB, c), bias, activate),
        "256 turned" => (workers, m, n, k, a, transposeA, b, transposeB, c, bias, activate) =>
            Blocked<Tile256>(workers, Product.Of(m, n, k, a, transposeA, b, transposeB, c).Turn(), bias, activate),
        "512 turned" => (workers, m, n, k, a, transposeA, b, transposeB, c, bias, activate) =>
            Blocked<Tile512>(workers, Product.Of(m, n, k, a, transposeA, b, transposeB, c).Turn(), bias, activate),
        "thin" => Thin,
        "dots" => Dots,
        _ => chosen,
    };

    private static void Thin(Workers workers, int m, int n, int k, float* a, bool transposeA, float* b, bool transposeB, float* c, float* bias, bool activate)
    {
        ThinProduct.Rows(workers, m, n, k, a, transposeA, b, transposeB, c);
        if (activate) new Epilogue<V256, Relu>(default, bias).Finish(c, n, m, n, 0);
        else new Epilogue<V256, Identity>(default, bias).Finish(c, n, m, n, 0);
    }

    private static void Dots(Workers workers, int m, int n, int k, float* a, bool transposeA, float* b, bool transposeB, float* c, float* bias, bool activate)
    {
        if (activate) DotProduct.Run(workers, m, n, k, a, b, transposeB, c, new Epilogue<V512, Relu>(default, bias));
        else DotProduct.Run(workers, m, n, k, a, b, transposeB, c, new Epilogue<V512, Identity>(default, bias));
    }

    private static void Blocked<T>(Workers workers, Product product, float* bias, bool activate) where T : struct, ITile
    {
        if (activate) BlockedProduct<T, Epilogue<V256, Relu>>.Run(workers, product, new(default, bias));
        else BlockedProduct<T, Epilogue<V256, Identity>>.Run(workers, product, new(default, bias));
    }
}
