using Engine.Gpu;
using Engine.Gpu.Kernels;

namespace Engine.Tests.Gpu.Kernels.MatMul;

/// <summary>Every rung of the ladder, on every device.</summary>
public abstract class ProductRungTests
{
    private static readonly (bool A, bool B)[] storages = [(false, false), (false, true), (true, false), (true, true)];

    /// <summary>The kind of device under test; without one, the test is skipped.</summary>
    protected abstract GpuKind Kind { get; }

    /// <summary>Sizes below and above the tiles' sides, in multiples of four and not, and long enough for several slabs. Few mixtures of
    /// the two, since a real GPU's compiler takes half a second for each.</summary>
    [Fact]
    public void Every_rung_gives_the_same_bits_and_the_reference_product()
    {
        var device = TestDevices.Require(Kind);
        (int, int, int)[] sizes = Kind == GpuKind.Emulated ? [(1, 1, 1), (5, 36, 11), (33, 17, 14), (16, 40, 12)]
            : [(1, 1, 1), (65, 3, 18), (129, 257, 39), (64, 128, 16), (132, 68, 100)];
        foreach (var (m, n, k) in sizes)
            foreach (var (transposeA, transposeB) in storages)
                Check(device, new(ProductCase.Single(m, n, k, transposeA, transposeB), hasBias: true));
        Check(device, new(ProductCase.Single(30, 10, 20), hasBias: true));
    }

    [Fact]
    public void Batches_with_operands_that_repeat_in_any_order()
    {
        var device = TestDevices.Require(Kind);
        const int m = 6, n = 7, k = 7;
        int[] At(int size, params int[] matrices) => [.. matrices.Select(matrix => matrix * size)];
        Check(device, new(new(m, n, k, false, false, At(m * k, 0, 1, 2), At(k * n, 0, 0, 0)), hasBias: true));
        Check(device, new(new(m, n, k, true, false, At(m * k, 0, 0, 1, 1, 2, 2), At(k * n, 0, 1, 0, 1, 0, 1)), hasBias: true));
        Check(device, new(new(m, n, k, false, true, At(m * k, 2, 0, 1, 1), At(k * n, 1, 1, 0, 2)), hasBias: true));
    }

    /// <summary>Lengths that are multiples of four, but matrices that start where no 128-bit load may.</summary>
    [Fact]
    public void Operands_that_start_anywhere()
    {
        var device = TestDevices.Require(Kind);
        foreach (var (transposeA, transposeB) in storages)
            Check(device, new(new(8, 12, 8, transposeA, transposeB, [1, 66], [3, 100]), hasBias: true));
    }

    [Fact]
    public void Without_terms_the_bias_alone_is_activated()
    {
        var device = TestDevices.Require(Kind);
        Check(device, new(ProductCase.Single(9, 5, 0), hasBias: true));
        Check(device, new(ProductCase.Single(9, 5, 0, true, true), hasBias: true));
    }

    /// <summary>Lines past the end of an operand are read as copies of its last line; their NaN must not reach C.</summary>
    [Fact]
    public void Not_a_number_stays_in_its_row_and_column()
    {
        var device = TestDevices.Require(Kind);
        foreach (var rung in ProductRungs.Ladder(device.Launcher))
        {
            using var a = Tensor.From([1, 2, float.NaN, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [5, 3], device);
            using var b = Tensor.From([1, 1, 1, 1, 1, float.PositiveInfinity], [3, 2], device);
            using var c = Tensor.Zeros([5, 2], device);
            var plan = ProductCase.Single(5, 2, 3);
            var shape = new ProductShape(plan, BatchRun.From(plan, 0, 1), hasBias: false, TermSplit.Into(1, 3));
            var (left, right, to) = (((GpuStorage)a.Memory).View, ((GpuStorage)b.Memory).View, ((GpuStorage)c.Memory).View);
            rung.Run<Engine.Operations.Identity>(device.Launcher, new(default, shape, 1, left, right, to, to), false, false);
            const float infinity = float.PositiveInfinity;
            Assert.Equal([float.NaN, float.NaN, 15, infinity, 24, infinity, 33, infinity, 42, infinity], c.ToArray());
        }
    }

    private static void Check(GpuDevice device, ProductCase product)
    {
        var ladder = ProductRungs.Ladder(device.Launcher);
        var first = product.By(ladder[0], device);
        product.Check(first, ladder[0].Name);
        foreach (var rung in ladder[1..])
            Assert.True(product.By(rung, device).AsSpan().SequenceEqual(first), $"{rung.Name} differs from {ladder[0].Name} in {product}");
    }
}

public sealed class ProductRungOnEmulated : ProductRungTests
{
    protected override GpuKind Kind => GpuKind.Emulated;
}

public sealed class ProductRungOnOpenCl : ProductRungTests
{
    protected override GpuKind Kind => GpuKind.OpenCl;
}

public sealed class ProductRungOnCuda : ProductRungTests
{
    protected override GpuKind Kind => GpuKind.Cuda;
}
