namespace Engine.Tests.Tensors;

/// <summary>NumPy's rules for shapes, with results worked out by hand, on both devices.</summary>
public class NumPyRulesTests
{
    public static TheoryData<string> Devices => ["cpu", "reference"];

    private static Device On(string device) => device == "cpu" ? Device.Cpu : Device.Reference;

    /// <summary>0, 1, 2, … in a shape.</summary>
    private static Tensor Count(Shape shape, string device) => Tensor.Arange(shape.Elements, On(device)).Reshape(shape);

    private static void Is(Shape shape, double[] values, Tensor given)
    {
        Assert.Equal(shape, given.Shape);
        Assert.Equal(values, given.ToDoubles());
    }

    [Theory, MemberData(nameof(Devices))]
    public void Broadcasting_aligns_the_last_axes(string device)
    {
        Is([2, 3], [0, 2, 4, 3, 5, 7], Count([2, 3], device) + Count([3], device));
        Is([2, 2], [0, 1, 1, 2], Count([2, 1], device) + Count([2], device));
        Is([2, 1, 2], [0, 1, 2, 3], Count([2, 1, 2], device) + Tensor.Of(0, On(device)));
        Is([0, 3], [], Count([0, 3], device) + Count([3], device));
        Is([0], [], Count([0], device) * Count([1], device));
        Is([2, 0, 2], [], Count([2, 1, 2], device) - Count([0, 1], device));
    }

    [Theory, MemberData(nameof(Devices))]
    public void Sums_over_axes(string device)
    {
        var x = Count([2, 3, 2], device);
        Is([], [66], x.Sum());
        Is([1, 1, 1], [66], x.Sum(keepDims: true));
        Is([3, 2], [6, 8, 10, 12, 14, 16], x.Sum(0));
        Is([2, 3], [1, 5, 9, 13, 17, 21], x.Sum(-1));
        Is([2, 1, 2], [6, 9, 24, 27], x.Sum(1, keepDims: true));
        Is([3], [14, 22, 30], x.Sum([0, -1]));
        Is([2], [15, 51], x.Sum([-1, 1]));
        Is([2, 3, 2], x.ToDoubles(), x.Sum([]));
        Is([], [5], Tensor.Of(5, On(device)).Sum());
    }

    [Theory, MemberData(nameof(Devices))]
    public void Reductions_of_nothing(string device)
    {
        var empty = Count([3, 0, 2], device);
        Is([3, 2], [0, 0, 0, 0, 0, 0], empty.Sum(1));
        Is([], [0], empty.Sum());
        Is([0, 2], [], empty.Sum(0));
        Assert.All(empty.Mean(1).ToDoubles(), mean => Assert.Equal(double.NaN, mean));
        Is([0, 2], [], empty.Mean(0));
        Is([0, 2], [], empty.Max(0));
        Is([3, 2], [.. Enumerable.Repeat(double.NegativeInfinity, 6)], empty.LogSumExp(1));
        foreach (var (name, call) in new (string, Func<Tensor>)[] { ("Max", () => empty.Max(1)), ("Min", () => empty.Min()), ("ArgMax", () => empty.ArgMax(1)), ("ArgMax", () => empty.ArgMin(1)) })
            Assert.Contains($"{name} of nothing is not defined: axis 1 of shape [3, 0, 2] has length 0", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Devices))]
    public void Means_variances_and_extremes(string device)
    {
        var x = Count([2, 4], device);
        Is([2], [1.5, 5.5], x.Mean(1));
        Is([2], [1.25, 1.25], x.Variance(1));
        Is([4, 1], [8, 8, 8, 8], x.Transpose().Variance(1, keepDims: true, correction: 1));
        Is([4], [4, 5, 6, 7], x.Max(0));
        Is([], [0], x.Min());
        Is([2], [3, 3], x.ArgMax(1));
        Is([1, 4], [0, 0, 0, 0], x.ArgMin(0, keepDims: true));
        Is([], [7], x.ArgMax());
        Is([2, 4], [0, 1, 3, 6, 4, 9, 15, 22], x.CumulativeSum(-1));
        Is([2, 4], [4, 6, 8, 10, 4, 5, 6, 7], x.CumulativeSum(0, reverse: true));
    }

    [Theory, MemberData(nameof(Devices))]
    public void Ties_and_NaN_in_extremes(string device)
    {
        var ties = Tensor.Of([1.0, 3, 3, double.NaN], On(device));
        Is([], [1], ties.Slice(0, 0, 3).ArgMax());
        Is([], [3], ties.ArgMax());
        Is([], [double.NaN], ties.Max());
        var x = ties.Slice(0, 0, 3).Clone();
        using var tape = Tape.Record([x]);
        Is([3], [0, 0.5, 0.5], tape.Gradient(x.Max(), x));
    }

    [Theory, MemberData(nameof(Devices))]
    public void Matrix_products_of_vectors_matrices_and_batches(string device)
    {
        var (m, v) = (Count([2, 3], device), Count([3], device));
        Is([2], [5, 14], m.MatMul(v));
        Is([2], [5, 14], v.MatMul(m, transposeB: true));
        Is([], [5], v.MatMul(v));
        Is([2, 2], [5, 14, 14, 50], m.MatMul(m, transposeB: true));
        Is([3, 3], [9, 12, 15, 12, 17, 22, 15, 22, 29], m.MatMul(m, transposeA: true));
        Is([2, 1, 2, 1], [0, 0, 2, 3], Count([2, 1, 2, 1], device).MatMul(Count([2, 1, 1, 1], device)));
        Is([2, 2, 1], [1, 3, 5, 7], Count([2, 2, 2], device).MatMul(Tensor.Of([[0.0], [1]], On(device))));
        Is([2, 0], [], Count([2, 3], device).MatMul(Count([3, 0], device)));
        Is([2, 2], [0, 0, 0, 0], Count([2, 0], device).MatMul(Count([0, 2], device)));
        Is([2, 3, 4], [.. Enumerable.Repeat(0.0, 24)], Count([2, 3, 0], device).Linear(Count([4, 0], device)));
    }

    [Theory, MemberData(nameof(Devices))]
    public void Shapes_of_the_same_numbers(string device)
    {
        var x = Count([2, 3], device);
        Is([3, 2], [0, 3, 1, 4, 2, 5], x.Transpose());
        Is([3, 1, 2], [0, 3, 1, 4, 2, 5], x.Unsqueeze(0).Permute(2, 0, 1));
        Is([6], x.ToDoubles(), x.Flatten());
        Is([1], [4], Tensor.Of(4, On(device)).Flatten());
        Is([3, 2], x.ToDoubles(), x.Reshape(-1, 2));
        Is([2, 3], x.ToDoubles(), x.Unsqueeze(1).Unsqueeze(-1).Squeeze());
        Is([2, 2, 3], [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5], x.Expand([2, 2, 3]));
        Is([2, 2], [1, 2, 4, 5], x.Slice(1, 1, 2));
        Is([2, 4], [9, 0, 1, 2, 9, 3, 4, 5], x.Pad(1, 1, 0, 9));
        Is([3, 3], [3, 4, 5, 0, 1, 2, 3, 4, 5], x.Gather(Tensor.Of([1.0, 0, 1], On(device))));
        Is([2, 2], [2, 1, 5, 7], x.ScatterAdd(Tensor.Of([1.0, 1, 0], On(device)), 2, axis: 1));
        Is([2], [1, 5], x.Pick(Tensor.Of([1.0, 2], On(device))));
        Is([2, 3], [0, 1, 0, 0, 0, 1], Tensor.Of([1.0, 2], On(device)).OneHot(3));
    }
}
