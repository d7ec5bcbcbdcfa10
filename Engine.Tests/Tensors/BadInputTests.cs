using Engine.Operations;
namespace Engine.Tests.Tensors;

/// <summary>Every public method refuses what does not fit, and says what was given and what was expected.</summary>
public class BadInputTests
{
    private static readonly Tensor number = Tensor.Of(1), vector = Tensor.Zeros([4]), matrix = Tensor.Zeros([2, 3]), half = Tensor.Of([0.5, 0]), two = Tensor.Of([0.0, 2]);

    /// <summary>Methods for which every tensor will do.</summary>
    private static readonly string[] total =
    [
        "Map(Tensor, Op)", "Add(Tensor, Double)", "Multiply(Tensor, Double)", "Pow(Tensor, Double)", "LeakyRelu(Tensor, Double)", "Elu(Tensor, Double)",
        "Less(Tensor, Double)", "LessOrEqual(Tensor, Double)", "Greater(Tensor, Double)", "GreaterOrEqual(Tensor, Double)", "Equal(Tensor, Double)", "NotEqual(Tensor, Double)",
        "StopGradient(Tensor)", "Clone(Tensor)",
    ];

    private static readonly (string Method, Func<object> Call, string[] Says)[] rows =
    [
        ("Zip(Tensor, Tensor, Op)", () => matrix.Zip<Engine.Operations.Add>(vector), ["[2, 3]", "[4]", "broadcast"]),
        ("ZipSum(Tensor, Tensor, Axes, Op)", () => matrix.ZipSum<Engine.Operations.Add>(vector), ["[2, 3]", "[4]", "broadcast"]),
        ("ZipSum(Tensor, Tensor, Axes, Op)", () => matrix.ZipSum<Engine.Operations.Add>(number, 2), ["Axis 2", "[2, 3]"]),
        ("ZipSum(Tensor, Tensor, Axes, Op)", () => matrix.ZipSum<Engine.Operations.Add>(matrix.To(Device.Reference)), ["[2, 3]", "cpu", "reference"]),
        ("Where(Tensor, Tensor, Tensor)", () => Engine.Elementwise.Where(matrix, number, vector), ["[2, 3]", "[4]"]),
        ("Clamp(Tensor, Double, Double)", () => matrix.Clamp(2, 1), ["low", "2", "1"]),
        ("Clamp(Tensor, Double, Double)", () => matrix.Clamp(double.NaN, 1), ["NaN"]),
        ("Sum(Tensor, Axes, Boolean)", () => matrix.Sum(2), ["Axis 2", "[2, 3]", "-2 to 1"]),
        ("Sum(Tensor, Axes, Boolean)", () => matrix.Sum([1, -1]), ["Axis 1", "[2, 3]", "twice"]),
        ("Mean(Tensor, Axes, Boolean)", () => matrix.Mean(-3), ["Axis -3", "[2, 3]"]),
        ("Variance(Tensor, Axes, Boolean, Int32)", () => matrix.Variance(5), ["Axis 5", "[2, 3]"]),
        ("Max(Tensor, Axes, Boolean)", () => Tensor.Zeros([2, 0]).Max(), ["Max of nothing", "axis 1", "[2, 0]"]),
        ("Min(Tensor, Axes, Boolean)", () => Tensor.Zeros([2, 0]).Min(1), ["Min of nothing", "axis 1", "[2, 0]"]),
        ("ArgMax(Tensor)", () => Tensor.Zeros([0]).ArgMax(), ["ArgMax of nothing", "[0]"]),
        ("ArgMax(Tensor, Int32, Boolean)", () => matrix.ArgMax(2), ["Axis 2", "[2, 3]"]),
        ("ArgMin(Tensor, Int32, Boolean)", () => number.ArgMin(0), ["Axis 0", "[]", "rank 0"]),
        ("LogSumExp(Tensor, Axes, Boolean)", () => matrix.LogSumExp(2), ["Axis 2", "[2, 3]"]),
        ("CumulativeSum(Tensor, Int32, Boolean)", () => matrix.CumulativeSum(2), ["Axis 2", "[2, 3]"]),
        ("LayerNorm(Tensor, Tensor, Tensor, Double)", () => matrix.LayerNorm(vector, vector), ["scale", "[4]", "[3]"]),
        ("LayerNorm(Tensor, Tensor, Tensor, Double)", () => vector.LayerNorm(vector, number), ["shift", "[]", "[4]"]),
        ("LayerNorm(Tensor, Tensor, Tensor, Double)", () => number.LayerNorm(vector, vector), ["Axis -1", "[]"]),
        ("Softmax(Tensor, Int32)", () => matrix.Softmax(2), ["Axis 2", "[2, 3]"]),
        ("LogSoftmax(Tensor, Int32)", () => number.LogSoftmax(), ["Axis -1", "[]"]),
        ("MatMul(Tensor, Tensor, Boolean, Boolean)", () => matrix.MatMul(matrix), ["[2, 3]", "3 and 2"]),
        ("MatMul(Tensor, Tensor, Boolean, Boolean)", () => matrix.MatMul(number), ["[2, 3]", "[]"]),
        ("MatMul(Tensor, Tensor, Boolean, Boolean)", () => Tensor.Zeros([2, 2, 3]).MatMul(Tensor.Zeros([3, 3, 1])), ["[2]", "[3]", "broadcast"]),
        ("Linear(Tensor, Tensor, Tensor)", () => vector.Linear(matrix), ["[2, 3]", "[..., 3]", "[4]"]),
        ("Linear(Tensor, Tensor, Tensor)", () => matrix.Linear(matrix, vector), ["bias", "[4]", "[2]"]),
        ("Linear(Tensor, Tensor, Tensor, Op)", () => matrix.Linear(matrix, vector, default(Relu)), ["bias", "[4]", "[2]"]),
        ("Linear(Tensor, Tensor, Tensor)", () => matrix.Linear(vector), ["weight", "[4]", "2 axes"]),
        ("Cholesky(Tensor, Boolean)", () => matrix.Cholesky(), ["square", "[2, 3]"]),
        ("Cholesky(Tensor, Boolean)", () => Tensor.Of([[1, 2], [2, 1]]).Cholesky(), ["a of shape [2, 2]", "order 2 of matrix 0"]),
        ("LogDeterminant(Tensor, Boolean)", () => TensorJoins.Stack([Tensor.Eye(3), -Tensor.Eye(3)]).LogDeterminant(), ["[2, 3, 3]", "order 1 of matrix 1"]),
        ("SolveTriangular(Tensor, Tensor, Boolean)", () => matrix.SolveTriangular(matrix), ["square", "[2, 3]"]),
        ("SolveTriangular(Tensor, Tensor, Boolean)", () => Tensor.Eye(3).SolveTriangular(matrix), ["[3, 3]", "[..., 3, columns]", "[2, 3]"]),
        ("SolveTriangular(Tensor, Tensor, Boolean)", () => Tensor.Eye(4).SolveTriangular(vector), ["[..., 4, columns]", "[4]"]),
        ("Diagonal(Tensor)", () => matrix.Diagonal(), ["square", "[2, 3]"]),
        ("Tril(Tensor)", () => vector.Tril(), ["[..., rows, columns]", "[4]"]),
        ("Dot(Tensor, Tensor)", () => vector.Dot(two), ["b", "[2]", "[4]"]),
        ("Dot(Tensor, Tensor)", () => matrix.Dot(matrix), ["a", "[2, 3]", "1 axes"]),
        ("Gather(Tensor, Tensor, Int32)", () => matrix.Gather(two), ["index", "[2]", "2 at position 1", "0 to 1"]),
        ("Gather(Tensor, Tensor, Int32)", () => matrix.Gather(half), ["index", "0.5 at position 0"]),
        ("Gather(Tensor, Tensor, Int32)", () => matrix.Gather(matrix), ["index", "[2, 3]", "1 axes"]),
        ("ScatterAdd(Tensor, Tensor, Int32, Int32)", () => matrix.ScatterAdd(two, 2), ["index", "2 at position 1", "0 to 1"]),
        ("ScatterAdd(Tensor, Tensor, Int32, Int32)", () => matrix.ScatterAdd(vector, 2), ["index", "[4]", "[2]"]),
        ("Pick(Tensor, Tensor)", () => matrix.Pick(vector), ["index", "[4]", "[2]"]),
        ("Pick(Tensor, Tensor)", () => vector.Pick(vector), ["x", "[4]", "2 axes"]),
        ("OneHot(Tensor, Int32)", () => two.OneHot(2), ["labels", "2 at position 1", "0 to 1"]),
        ("OneHot(Tensor, Int32)", () => Tensor.Zeros([0]).OneHot(-1), ["classes", "-1"]),
        ("Concat(IReadOnlyList<Tensor>, Int32)", () => TensorJoins.Concat([]), ["at least one"]),
        ("Concat(IReadOnlyList<Tensor>, Int32)", () => TensorJoins.Concat([matrix, Tensor.Zeros([2, 4])]), ["[2, 3]", "[2, 4]", "axis 0"]),
        ("Stack(IReadOnlyList<Tensor>, Int32)", () => TensorJoins.Stack([matrix, vector]), ["[2, 3]", "[4]"]),
        ("Split(Tensor, Int32[], Int32)", () => matrix.Split([1, 3], 1), ["[1, 3]", "3 of axis 1", "[2, 3]"]),
        ("Split(Tensor, Int32[], Int32)", () => matrix.Split([4, -1], 1), ["[2, 3]"]),
        ("Chunk(Tensor, Int32, Int32)", () => matrix.Chunk(2, 1), ["Axis 1", "[2, 3]", "2 equal"]),
        ("Chunk(Tensor, Int32, Int32)", () => matrix.Chunk(0), ["0 equal"]),
        ("Slice(Tensor, Int32, Int32, Int32)", () => matrix.Slice(1, 2, 2), ["Slice of 2 from 2", "axis 1", "[2, 3]"]),
        ("Slice(Tensor, Int32, Int32, Int32)", () => matrix.Slice(1, 0, int.MaxValue), ["[2, 3]"]),
        ("Pad(Tensor, Int32, Int32, Int32, Double)", () => matrix.Pad(0, -1, 2), ["-1", "2"]),
        ("Reshape(Tensor, ReadOnlySpan<Int32>)", () => matrix.Reshape(4, -1), ["[2, 3]", "[4, -1]"]),
        ("Reshape(Tensor, ReadOnlySpan<Int32>)", () => matrix.Reshape(-1, -1), ["[-1, -1]"]),
        ("Reshape(Tensor, Shape)", () => matrix.Reshape(Shape.Create([7])), ["[2, 3]", "6 elements", "[7]"]),
        ("Flatten(Tensor, Int32)", () => matrix.Flatten(2), ["Axis 2", "[2, 3]"]),
        ("Squeeze(Tensor, Nullable<Int32>)", () => matrix.Squeeze(1), ["Axis 1", "[2, 3]", "length 3"]),
        ("Unsqueeze(Tensor, Int32)", () => matrix.Unsqueeze(3), ["[2, 3]", "3"]),
        ("Expand(Tensor, Shape)", () => matrix.Expand([2, 4]), ["[2, 3]", "[2, 4]"]),
        ("Permute(Tensor, ReadOnlySpan<Int32>)", () => matrix.Permute(0, 0), ["[2, 3]", "[0, 0]"]),
        ("Permute(Tensor, ReadOnlySpan<Int32>)", () => matrix.Permute(0), ["[2, 3]", "[0]"]),
        ("Transpose(Tensor)", () => vector.Transpose(), ["Axis -2", "[4]"]),
        ("Transpose(Tensor, Int32, Int32)", () => matrix.Transpose(0, 2), ["Axis 2", "[2, 3]"]),
        ("Sample(Tensor, Tensor, RandomStream)", () => Variational.Sample(matrix, vector, new RandomStream(1)), ["rho", "[4]", "[2, 3]"]),
        ("SampleByVariance(Tensor, Tensor, RandomStream)", () => Variational.SampleByVariance(matrix, vector, new RandomStream(1)), ["variance", "[4]", "[2, 3]"]),
        ("SampleByDeviation(Tensor, Tensor, RandomStream)", () => Variational.SampleByDeviation(matrix, vector, new RandomStream(1)), ["deviation", "[4]", "[2, 3]"]),
        ("From", () => Tensor.From([1.0, 2], [3]), ["2 values", "[3]", "needs 3"]),
        ("Of", () => Tensor.Of([[1.0], [1, 2]]), ["Row 1", "2 numbers", "row 0 has 1"]),
        ("Item", () => matrix.Item(), ["[2, 3]"]),
        ("this", () => matrix[0], ["1 indices", "[2, 3]", "expected 2"]),
        ("this", () => matrix[0, 3], ["Index 3", "axis 1", "[2, 3]"]),
        ("Shape", () => Shape.Create([2, -1]), ["[2, -1]", "≥ 0"]),
        ("Shape", () => Shape.Create([65536, 65536]), ["[65536, 65536]", "4294967296"]),
        ("Arange", () => Tensor.Arange(-1), ["count", "-1"]),
        ("Eye", () => Tensor.Eye(-2), ["size", "-2"]),
        ("AllClose", () => matrix.AllClose(vector), ["[2, 3]", "[4]"]),
        ("CopyFrom", () => { matrix.CopyFrom(vector); return matrix; }, ["source", "[4]", "[2, 3]"]),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, rows.Length)];

    [Theory, MemberData(nameof(Rows))]
    public void The_message_names_what_was_given_and_expected(int row)
    {
        var (method, call, says) = rows[row];
        var exception = Assert.ThrowsAny<Exception>(call);
        Assert.True(exception is ArgumentException or InvalidOperationException, $"{method}: {exception}");
        Assert.All(says, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_method_that_can_fail_has_a_row()
    {
        var missing = TensorMethods.All.Select(row => row.Data).Except(rows.Select(row => row.Method)).Except(total)
            .Where(method => !method.EndsWith("(Tensor)", StringComparison.Ordinal) && !method.EndsWith("(Tensor, Tensor)", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(TensorMethods.All), MemberType = typeof(TensorMethods))]
    public void Operands_that_do_not_broadcast_are_named(string method)
    {
        if (!method.EndsWith("(Tensor, Tensor)", StringComparison.Ordinal) || rows.Any(row => row.Method == method)) return;
        var operation = TensorMethods.Find(method).CreateDelegate<Func<Tensor, Tensor, Tensor>>();
        var message = Assert.Throws<ArgumentException>(() => operation(matrix, vector)).Message;
        Assert.Contains("[2, 3]", message, StringComparison.Ordinal);
        Assert.Contains("[4]", message, StringComparison.Ordinal);
    }
}
