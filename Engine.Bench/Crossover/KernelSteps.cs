using Engine.Models;
using Engine.Operations;

namespace Engine.Bench.Crossover;

/// <summary>One repetition of each kernel: a call of the device's member on memory that is there before.</summary>
internal static class KernelSteps
{
    private const int Columns = KernelTable.Columns;

    /// <summary>Steps over the rows by a prime, so that neighbours in the list are none in memory.</summary>
    private const long Stride = 7919;

    public static Action Fill(Device device, int size)
    {
        var y = Result(device, size);
        return () => device.Fill(y.Memory, size, 1.5);
    }

    public static Action Copy(Device device, int size)
    {
        var (x, y) = (Argument(device, size), Result(device, size));
        return () => device.CopyRows(x.Memory, 0, size, y.Memory, 0, size, 1, size);
    }

    public static Action Map<Op>(Device device, int size) where Op : struct, IUnaryOp
    {
        var (x, y) = (Argument(device, size), Result(device, size));
        return () => device.Map(default(Op), x.Memory, y.Memory, size);
    }

    public static Action MapGradient<Op>(Device device, int size) where Op : struct, IUnaryOp
    {
        var (g, x, y, dx) = (Argument(device, size), Argument(device, size), Argument(device, size), Result(device, size));
        return () => device.MapGradient(default(Op), g.Memory, x.Memory, y.Memory, dx.Memory, size);
    }

    public static Action Add(Device device, int size) => Zip(device, Argument(device, size), Argument(device, size));

    public static Action AddRow(Device device, int size) => Zip(device, Matrix(device, size), Argument(device, Columns));

    public static Action Sum(Device device, AxisSpan span)
    {
        var (x, y) = (Argument(device, span.Outer * span.Length * span.Inner), Result(device, span.Outer * span.Inner));
        return () => device.Sum(x.Memory, y.Memory, span);
    }

    public static Action Max(Device device, int size)
    {
        var (x, y) = (Argument(device, size), Result(device, 1));
        return () => device.Reduce(default(Maximum), x.Memory, y.Memory, new(1, size, 1));
    }

    public static Action LogSumExp(Device device, int size)
    {
        var (x, y) = (Argument(device, size), Result(device, size / Columns));
        return () => device.LogSumExp(x.Memory, y.Memory, Rows(size));
    }

    public static Action Softmax(Device device, int size)
    {
        var (x, y) = (Argument(device, size), Result(device, size));
        return () => device.Softmax(x.Memory, y.Memory, Rows(size), logarithm: false);
    }

    public static Action SoftmaxGradient(Device device, int size)
    {
        var (g, y, dx) = (Argument(device, size), Argument(device, size), Result(device, size));
        return () => device.SoftmaxGradient(g.Memory, y.Memory, dx.Memory, Rows(size), logarithm: false);
    }

    public static Action LayerNorm(Device device, int size)
    {
        var (x, scale, shift, y) = (Argument(device, size), Argument(device, Columns), Argument(device, Columns), Result(device, size));
        return () => device.LayerNorm(x.Memory, scale.Memory, shift.Memory, y.Memory, size / Columns, Columns, 1e-5);
    }

    public static Action Normal(Device device, int size)
    {
        var y = Result(device, size);
        return () => device.Random(RandomKind.Normal, seed: 7, stream: 0, counter: 0, y.Memory, size);
    }

    public static Action Sample(Device device, int size)
    {
        var (mean, rho, y, kept, total) = (Argument(device, size), Argument(device, size), Result(device, size), Result(device, size), Result(device, 1));
        return () => device.Sample(new NormalSample(0, 1), new RandomState(7, 0, 0), mean.Memory, rho.Memory, y.Memory, kept.Memory, total.Memory, size);
    }

    public static Action SampleGradient(Device device, int size)
    {
        var (g, h, mean, rho, noise) = (Argument(device, size), Argument(device, 1), Argument(device, size), Argument(device, size), Argument(device, size));
        var (byMean, byRho) = (Result(device, size), Result(device, size));
        return () => device.SampleGradient(new NormalSample(0, 1), g.Memory, h.Memory, mean.Memory, rho.Memory, noise.Memory, byMean.Memory, byRho.Memory, size);
    }

    public static Action Adam(Device device, int size)
    {
        var rule = new AdamRule(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, penalty: 0, keep: 1, step: 1e-3, correction: 1);
        var (parameter, gradient, first, second) = (Argument(device, size), Argument(device, size), Argument(device, size), Argument(device, size));
        return () => device.Update(rule, parameter.Memory, gradient.Memory, first.Memory, second.Memory, size);
    }

    public static Action Gather(Device device, int size)
    {
        var (x, index, y) = (Argument(device, size), Index(device, size / Columns), Result(device, size));
        return () => device.Gather(x.Memory, index.Memory, y.Memory, RowList(size), size / Columns);
    }

    public static Action ScatterAdd(Device device, int size)
    {
        var (g, index, y) = (Argument(device, size), Index(device, size / Columns), Result(device, size));
        return () => device.ScatterAdd(g.Memory, index.Memory, y.Memory, RowList(size), size / Columns);
    }

    public static Action Transpose(Device device, int size)
    {
        var (x, y) = (Matrix(device, size), Result(device, size));
        return () => device.Permute(x.Memory, y.Memory, x.Shape, [1, 0]);
    }

    public static Action Upload(Device device, int size)
    {
        var y = Result(device, size);
        return () => device.Upload(HostNumbers.First(size), y.Memory);
    }

    public static Action Download(Device device, int size)
    {
        var (x, numbers) = (Argument(device, size), new float[size]);
        return () => device.Download(x.Memory, numbers);
    }

    public static Action Product(Device device, int side, bool transposeA, bool transposeB)
    {
        var (a, b, c) = (Argument(device, side * side), Argument(device, side * side), Result(device, side * side));
        var plan = new MatMulPlan(side, side, side, transposeA, transposeB, [0], [0]);
        return () => device.MatMul(plan, a.Memory, b.Memory, null, default(Identity), c.Memory);
    }

    private static Action Zip(Device device, Tensor a, Tensor b)
    {
        var y = Result(device, a.Elements);
        var plan = Broadcast.Plan(a.Shape, b.Shape, a.Shape);
        return () => device.Zip(default(Add), a.Memory, b.Memory, y.Memory, plan);
    }

    private static AxisSpan Rows(int size) => new(size / Columns, Columns, 1);

    /// <summary>The rows of a matrix as what an index chooses from.</summary>
    private static AxisSpan RowList(int size) => new(1, size / Columns, Columns);

    private static Tensor Argument(Device device, int size) => Tensor.From(HostNumbers.First(size), [size], device);

    private static Tensor Matrix(Device device, int size) => Tensor.From(HostNumbers.First(size), [size / Columns, Columns], device);

    private static Tensor Index(Device device, int rows) =>
        Tensor.From([.. Enumerable.Range(0, rows).Select(row => (float)(row * Stride % rows))], [rows], device);

    private static Tensor Result(Device device, int size) => Tensor.Zeros([size], device);
}
