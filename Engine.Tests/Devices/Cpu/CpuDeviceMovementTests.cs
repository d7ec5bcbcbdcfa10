using Engine.Operations;
using static Engine.Tests.Devices.Cpu.KernelCase;

namespace Engine.Tests.Devices.Cpu;

public sealed class CpuDeviceMovementTests
{
    public static TheoryData<int[]> Shapes => new()
    {
        { [2, 3, 4, 5] }, { [17, 3, 33, 9] }, { [1, 5, 1, 40] }, { [65, 2, 1, 70] }, { [3, 0, 2, 2] }, { [8, 16, 32, 33] },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Permutations_of_all_orders_of_four_axes(int[] lengths)
    {
        var shape = Shape.Create(lengths);
        var x = Numbers(shape.Elements);
        foreach (var axes in Orders([0, 1, 2, 3]))
            new KernelCase([x], x.Length, (device, a, y) => device.Permute(a[0], y, shape, axes)).CheckBits(tolerance: 0);
    }

    [Theory]
    [InlineData(1, 1), InlineData(1, 50), InlineData(31, 33), InlineData(64, 64), InlineData(300, 401), InlineData(8, 5001), InlineData(5001, 3)]
    public void Transpositions(int rows, int columns) => new KernelCase([Numbers(rows * columns)], rows * columns,
        (device, a, y) => device.Permute(a[0], y, [rows, columns], [1, 0])).CheckBits(tolerance: 0);

    [Fact]
    public void Permutations_of_few_axes()
    {
        new KernelCase([Numbers(1)], 1, (device, a, y) => device.Permute(a[0], y, [], [])).CheckBits(tolerance: 0);
        new KernelCase([Numbers(9)], 9, (device, a, y) => device.Permute(a[0], y, [9], [0])).CheckBits(tolerance: 0);
    }

    public static TheoryData<int, int, int, int> Indexings => new()
    {
        { 1, 10, 1, 50 }, { 1, 10, 7, 50 }, { 3, 10, 7, 0 }, { 3, 5, 17, 20 }, { 1, 100, 400, 200 }, { 2, 3, 0, 4 }, { 1, 1000, 1, 40000 }, { 2, 9, 300, 30 },
    };

    [Theory, MemberData(nameof(Indexings))]
    public void Gathers(int outer, int length, int inner, int count)
    {
        var span = new AxisSpan(outer, length, inner);
        new KernelCase([Numbers(outer * length * inner), Indices(count, length)], outer * count * inner,
            (device, a, y) => device.Gather(a[0], a[1], y, span, count)).CheckBits(tolerance: 0);
    }

    [Theory, MemberData(nameof(Indexings))]
    public void Scattered_additions_with_repeated_indices(int outer, int length, int inner, int count)
    {
        var span = new AxisSpan(outer, length, inner);
        var y0 = Numbers(outer * length * inner, seed: 5);
        new KernelCase([Numbers(outer * count * inner), Indices(count, length), y0], y0.Length, (device, a, y) =>
        {
            device.CopyRows(a[2], 0, 0, y, 0, 0, 1, y0.Length);
            device.ScatterAdd(a[0], a[1], y, span, count);
        }).CheckBits(1e-5);
    }

    [Theory]
    [InlineData(1, 5, 7, 9), InlineData(6, 33, 17, 40), InlineData(40, 20, 30, 25), InlineData(2, 130, 110, 120), InlineData(3, 4, 5, 0), InlineData(0, 4, 5, 6)]
    public void Batches_of_matrix_products(int batch, int m, int n, int k)
    {
        for (var form = 0; form < 8; form++)
        {
            bool transposeA = (form & 1) != 0, transposeB = (form & 2) != 0, biased = (form & 4) != 0;
            // The same B for every two products, as broadcasting does.
            int[] offsetsA = [.. Enumerable.Range(0, batch).Select(i => i * m * k)], offsetsB = [.. Enumerable.Range(0, batch).Select(i => i / 2 * k * n)];
            var plan = new MatMulPlan(m, n, k, transposeA, transposeB, offsetsA, offsetsB);
            new KernelCase([Numbers(batch * m * k), Numbers((batch + 1) / 2 * k * n, seed: 2), Numbers(n, seed: 3)], batch * m * n,
                (device, a, y) => device.MatMul(plan, a[0], a[1], biased ? a[2] : null, default(Relu), y)).Check(2e-5);
        }
    }

    private static float[] Indices(int count, int length)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(length))];
    }

    private static IEnumerable<int[]> Orders(int[] axes) => axes.Length == 0
        ? [[]]
        : axes.SelectMany(first => Orders([.. axes.Where(axis => axis != first)]), (first, rest) => (int[])[first, .. rest]);
}
