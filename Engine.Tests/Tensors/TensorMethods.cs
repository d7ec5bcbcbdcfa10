using System.Reflection;
using CsCheck;
using Engine.Operations;

namespace Engine.Tests.Tensors;

/// <summary>Random calls of every public method that makes a tensor from tensors: what the checks of gradients and parity run on.</summary>
/// <remarks>Methods of one or two tensors that are named after an op need no row: they are found by reflection.</remarks>
public static class TensorMethods
{
    /// <summary>Every such method, as Name(parameter types).</summary>
    public static TheoryData<string> All => [.. Methods().Select(Signature)];

    public static TheoryData<string> Rows => [.. rows.Keys];

    internal static Gen<TensorCall> Calls(string method) =>
        rows.TryGetValue(method, out var row) ? row
        : Methods().FirstOrDefault(candidate => Signature(candidate) == method) is { } found && Elementwise(found) is { } calls ? calls
        : throw new KeyNotFoundException($"{method} is not tested: add a row to {nameof(TensorMethods)}.");

    private static readonly Dictionary<string, Gen<TensorCall>> rows = new()
    {
        ["Map(Tensor, Op)"] = Shapes.Any.Select(shape => new TensorCall(x => x[0].Map(new Then<Tanh, Square>()), shape)),
        ["Zip(Tensor, Tensor, Op)"] = Shapes.Pair.Select(pair => new TensorCall(x => x[0].Zip(x[1], default(Multiply)), pair.A, pair.B)),
        ["ZipSum(Tensor, Tensor, Axes, Op)"] = Gen.OneOf(
            from place in Shapes.AndAxes
            from b in Shapes.BroadcastingTo(place.Shape)
            select new TensorCall(x => x[0].ZipSum<BernoulliLogProb>(x[1], place.Axes), place.Shape, b),
            from shape in Shapes.Any
            from summed in Gen.Int[0, shape.Rank]
            from repeated in Gen.Int[0, shape.Rank - summed]
            select new TensorCall(x => x[0].ZipSum<BernoulliLogProb>(x[1], Axes.Create([.. Enumerable.Range(shape.Rank - summed, summed)])), shape, Shape.Create(shape.AsSpan()[repeated..]))),
        ["Where(Tensor, Tensor, Tensor)"] =
            from target in Shapes.Any
            from condition in Shapes.BroadcastingTo(target)
            from b in Shapes.BroadcastingTo(target)
            from c in Shapes.BroadcastingTo(target)
            select new TensorCall(x => Engine.Elementwise.Where(x[0].Greater(0), x[1], x[2]), condition, b, c) { Kinks = [0] },
        ["LeakyRelu(Tensor, Double)"] = Scalar((x, c) => x.LeakyRelu(c), kink: _ => 0),
        ["Elu(Tensor, Double)"] = Scalar((x, c) => x.Elu(c), kink: _ => 0),
        ["Add(Tensor, Double)"] = Scalar((x, c) => x.Add(c)),
        ["Multiply(Tensor, Double)"] = Scalar((x, c) => x.Multiply(c)),
        ["Pow(Tensor, Double)"] = from shape in Shapes.Any
                                  from p in Gen.OneOf(-2.0, 0, 1, 2, 3)
                                  from side in Gen.OneOf(-1, 1)
                                  select new TensorCall(x => (x[0] * side).Pow(p), shape) { Low = 0.5 },
        ["Clamp(Tensor, Double, Double)"] = Shapes.Any.Select(shape => new TensorCall(x => x[0].Clamp(-0.5, 1), shape) { Kinks = [-0.5, 1] }),
        ["Less(Tensor, Double)"] = Scalar((x, c) => x.Less(c), kink: c => c),
        ["LessOrEqual(Tensor, Double)"] = Scalar((x, c) => x.LessOrEqual(c), kink: c => c),
        ["Greater(Tensor, Double)"] = Scalar((x, c) => x.Greater(c), kink: c => c),
        ["GreaterOrEqual(Tensor, Double)"] = Scalar((x, c) => x.GreaterOrEqual(c), kink: c => c),
        ["Equal(Tensor, Double)"] = Scalar((x, c) => x.Equal(c), kink: c => c),
        ["NotEqual(Tensor, Double)"] = Scalar((x, c) => x.NotEqual(c), kink: c => c),

        ["Sum(Tensor, Axes, Boolean)"] = Reduction((x, axes, keep) => x.Sum(axes, keep)),
        ["Mean(Tensor, Axes, Boolean)"] = Reduction((x, axes, keep) => x.Mean(axes, keep), filled: true),
        ["Variance(Tensor, Axes, Boolean, Int32)"] = Reduction((x, axes, keep) => x.Variance(axes, keep), filled: true),
        ["Max(Tensor, Axes, Boolean)"] = Reduction((x, axes, keep) => x.Max(axes, keep), filled: true),
        ["Min(Tensor, Axes, Boolean)"] = Reduction((x, axes, keep) => x.Min(axes, keep), filled: true),
        ["LogSumExp(Tensor, Axes, Boolean)"] = Reduction((x, axes, keep) => x.LogSumExp(axes, keep), filled: true),
        ["ArgMax(Tensor)"] = Shapes.Filled.Select(shape => new TensorCall(x => x[0].ArgMax(), shape) { Differentiable = false }),
        ["ArgMax(Tensor, Int32, Boolean)"] = Along((x, axis) => x.ArgMax(axis), differentiable: false),
        ["ArgMin(Tensor, Int32, Boolean)"] = Along((x, axis) => x.ArgMin(axis, keepDims: true), differentiable: false),
        ["CumulativeSum(Tensor, Int32, Boolean)"] = from place in Shapes.AndAxis
                                                    from reverse in Gen.Bool
                                                    select new TensorCall(x => x[0].CumulativeSum(place.Axis, reverse), place.Shape),
        ["LayerNorm(Tensor, Tensor, Tensor, Double)"] = from batch in Shapes.Length.Array[0, 2]
                                                        from features in Gen.Int[2, 33]
                                                        select new TensorCall(x => x[0].LayerNorm(x[1], x[2], 0.5), [.. batch, features], [features], [features]),
        ["Softmax(Tensor, Int32)"] = Along((x, axis) => x.Softmax(axis)),
        ["LogSoftmax(Tensor, Int32)"] = Along((x, axis) => x.LogSoftmax(axis)),

        ["MatMul(Tensor, Tensor, Boolean, Boolean)"] = MatMul(),
        ["Linear(Tensor, Tensor, Tensor, Op)"] = from batch in Shapes.Length.Array[0, 2]
                                                 from inputs in Shapes.Length
                                                 from outputs in Gen.Int[1, 17]
                                                 from kept in Gen.Bool
                                                 select new TensorCall(
                                                     x => kept ? x[0].Linear(x[1], x[2], default(Softplus)) : x[0].Linear(x[1], x[2], default(Tanh)),
                                                     [.. batch, inputs], [outputs, inputs], [outputs]),
        ["Linear(Tensor, Tensor, Tensor)"] = from batch in Shapes.Length.Array[0, 2]
                                             from inputs in Shapes.Length
                                             from outputs in Gen.Int[1, 17]
                                             from bias in Gen.Bool
                                             select bias
                                                ? new TensorCall(x => x[0].Linear(x[1], x[2]), [.. batch, inputs], [outputs, inputs], [outputs])
                                                : new TensorCall(x => x[0].Linear(x[1]), [.. batch, inputs], [outputs, inputs]),
        ["Cholesky(Tensor, Boolean)"] = Matrices().Select(shape => new TensorCall(x => Definite(x[0]).Cholesky(), shape)),
        ["LogDeterminant(Tensor, Boolean)"] = Matrices().Select(shape => new TensorCall(x => Definite(x[0]).LogDeterminant(), shape)),
        ["SolveTriangular(Tensor, Tensor, Boolean)"] = from shape in Matrices()
                                                       from columns in Gen.Int[0, 3]
                                                       from batched in Gen.Bool
                                                       from transpose in Gen.Bool
                                                       select new TensorCall(
                                                           x => (x[0] + Tensor.Eye(shape[-1], x[0].Device) * 3).SolveTriangular(x[1], transpose),
                                                           shape, batched ? shape.With(-1, columns) : [shape[-1], columns]),
        ["Diagonal(Tensor)"] = Matrices().Select(shape => new TensorCall(x => x[0].Diagonal(), shape)),
        ["Tril(Tensor)"] = from matrix in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4])
                           from batch in Shapes.Length.Array[0, 1]
                           select new TensorCall(x => x[0].Tril(), [.. batch, matrix.Item1, matrix.Item2]),

        ["Dot(Tensor, Tensor)"] = Gen.Int[0, 33].Select(n => new TensorCall(x => x[0].Dot(x[1]), [n], [n])),

        ["Sample(Tensor, Tensor, RandomStream)"] = Shapes.Any.Select(shape => new TensorCall(x => Variational.Sample(x[0], x[1], new RandomStream(3)), shape, shape)),
        ["SampleByVariance(Tensor, Tensor, RandomStream)"] =
            Shapes.Any.Select(shape => new TensorCall(x => Variational.SampleByVariance(x[0], x[1], new RandomStream(3)), shape, shape) { Low = 0.1 }),
        ["SampleByDeviation(Tensor, Tensor, RandomStream)"] =
            Shapes.Any.Select(shape => new TensorCall(x => Variational.SampleByDeviation(x[0], x[1], new RandomStream(3)), shape, shape)),

        ["Gather(Tensor, Tensor, Int32)"] = from place in Shapes.AndAxis.Where(place => place.Shape[place.Axis] > 0)
                                            from index in Gen.Int[0, place.Shape[place.Axis] - 1].Array[0, 5]
                                            select new TensorCall(x => x[0].Gather(Index(index, x[0]), place.Axis), place.Shape),
        ["ScatterAdd(Tensor, Tensor, Int32, Int32)"] = from place in Shapes.AndAxis
                                                       from index in Gen.Int[0, 4].Array[place.Shape[place.Axis]]
                                                       select new TensorCall(x => x[0].ScatterAdd(Index(index, x[0]), 5, place.Axis), place.Shape),
        ["Pick(Tensor, Tensor)"] = from index in Gen.Int[0, 16].Array[0, 4]
                                   select new TensorCall(x => x[0].Pick(Index(index, x[0])), [index.Length, 17]),
        ["OneHot(Tensor, Int32)"] = Shapes.Any.Select(shape => new TensorCall(x => x[0].Greater(0).OneHot(3), shape) { Differentiable = false, Kinks = [0] }),

        ["Concat(IReadOnlyList<Tensor>, Int32)"] = Joined(),
        ["Stack(IReadOnlyList<Tensor>, Int32)"] = from shape in Shapes.Any
                                                  from axis in Gen.Int[-shape.Rank - 1, shape.Rank]
                                                  select new TensorCall(x => TensorJoins.Stack(x, axis), shape, shape, shape),
        ["Split(Tensor, Int32[], Int32)"] = from place in Shapes.AndAxis
                                            from cut in Gen.Int[0, place.Shape[place.Axis]]
                                            select new TensorCall(x => Last(x[0].Split([cut, place.Shape[place.Axis] - cut], place.Axis)), place.Shape),
        ["Chunk(Tensor, Int32, Int32)"] = from place in Shapes.AndAxis
                                          select new TensorCall(x => Last(x[0].Chunk(place.Shape[place.Axis] % 2 == 0 ? 2 : 1, place.Axis)), place.Shape),
        ["Slice(Tensor, Int32, Int32, Int32)"] = from place in Shapes.AndAxis
                                                 from start in Gen.Int[0, place.Shape[place.Axis]]
                                                 from length in Gen.Int[0, place.Shape[place.Axis] - start]
                                                 select new TensorCall(x => x[0].Slice(place.Axis, start, length), place.Shape),
        ["Pad(Tensor, Int32, Int32, Int32, Double)"] = from place in Shapes.AndAxis
                                                       from before in Gen.Int[0, 2]
                                                       from after in Gen.Int[0, 2]
                                                       select new TensorCall(x => x[0].Pad(place.Axis, before, after, 0.5), place.Shape),

        ["Reshape(Tensor, ReadOnlySpan<Int32>)"] = Shapes.Filled.Select(shape => new TensorCall(x => x[0].Reshape(1, -1), shape)),
        ["Reshape(Tensor, Shape)"] = Shapes.Any.Select(shape => new TensorCall(x => x[0].Reshape(Shape.Create([shape.Elements, 1])), shape)),
        ["Flatten(Tensor, Int32)"] = Along((x, axis) => x.Flatten(axis)),
        ["Squeeze(Tensor, Nullable<Int32>)"] = Shapes.Any.Select(shape => new TensorCall(x => x[0].Unsqueeze(0).Squeeze(0).Squeeze(), shape)),
        ["Unsqueeze(Tensor, Int32)"] = Along((x, axis) => x.Unsqueeze(axis)),
        ["Expand(Tensor, Shape)"] = from target in Shapes.Any
                                    from shape in Shapes.BroadcastingTo(target)
                                    select new TensorCall(x => x[0].Expand(target), shape),
        ["Permute(Tensor, ReadOnlySpan<Int32>)"] = from shape in Shapes.Any
                                                   from order in Gen.Shuffle(Enumerable.Range(0, shape.Rank).ToArray())
                                                   select new TensorCall(x => x[0].Permute(order), shape),
        ["Transpose(Tensor)"] = Shapes.Any.Where(shape => shape.Rank > 1).Select(shape => new TensorCall(x => x[0].Transpose(), shape)),
        ["Transpose(Tensor, Int32, Int32)"] = Along((x, axis) => x.Transpose(0, axis)),
        ["StopGradient(Tensor)"] = Shapes.Any.Select(shape => new TensorCall(x => x[0].StopGradient(), shape) { Differentiable = false }),
        ["Clone(Tensor)"] = Shapes.Any.Select(shape => new TensorCall(x => x[0].Clone(), shape)),
    };

    internal static MethodInfo Find(string method) => Methods().Single(candidate => Signature(candidate) == method);

    private static Gen<TensorCall> Scalar(Func<Tensor, double, Tensor> call, Func<double, double>? kink = null) =>
        from shape in Shapes.Any
        from c in Gen.OneOf(-1.5, 0.25, 1)
        select new TensorCall(x => call(x[0], c), shape) { Kinks = kink is null ? [] : [kink(c)] };

    private static Gen<TensorCall> Reduction(Func<Tensor, Axes, bool, Tensor> call, bool filled = false) =>
        from place in Shapes.AndAxes.Where(place => !filled || place.Shape.Elements > 0)
        from keep in Gen.Bool
        select new TensorCall(x => call(x[0], place.Axes, keep), place.Shape);

    private static Gen<TensorCall> Along(Func<Tensor, int, Tensor> call, bool differentiable = true) =>
        from place in Shapes.AndAxis.Where(place => differentiable || place.Shape[place.Axis] > 0)
        select new TensorCall(x => call(x[0], place.Axis), place.Shape) { Differentiable = differentiable };

    /// <summary>All four forms, batches that broadcast, and vectors.</summary>
    private static Gen<TensorCall> MatMul() =>
        from target in Shapes.Length.Array[0, 2]
        from batchA in Shapes.BroadcastingTo(Shape.Create(target))
        from batchB in Shapes.BroadcastingTo(Shape.Create(target))
        from sizes in Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 5])
        from ta in Gen.Bool
        from tb in Gen.Bool
        from vectors in Gen.Int[0, 11]
        let a = vectors is 0 or 1 ? Shape.Create([sizes.Item2]) : Shape.Create([.. batchA, ta ? sizes.Item2 : sizes.Item1, ta ? sizes.Item1 : sizes.Item2])
        let b = vectors is 0 or 2 ? Shape.Create([sizes.Item2]) : Shape.Create([.. batchB, tb ? sizes.Item3 : sizes.Item2, tb ? sizes.Item2 : sizes.Item3])
        select new TensorCall(x => x[0].MatMul(x[1], ta, tb), a, b);

    /// <summary>Square matrices, one or some.</summary>
    private static Gen<Shape> Matrices() =>
        from n in Gen.Int[1, 4]
        from batch in Shapes.Length.Array[0, 1]
        select Shape.Create([.. batch, n, n]);

    /// <summary>x·xᵀ + 4·I: not symmetric in float by itself, but positive definite and far from singular.</summary>
    private static Tensor Definite(Tensor x) => x.MatMul(x, transposeB: true) + Tensor.Eye(x.Shape[-1], x.Device) * 4;

    private static Gen<TensorCall> Joined() =>
        from place in Shapes.AndAxis
        from second in Gen.Int[0, 3]
        select new TensorCall(x => TensorJoins.Concat([x[0], x[1], x[0]], place.Axis), place.Shape, place.Shape.With(place.Axis, second));

    private static Tensor Index(int[] index, Tensor like) => Tensor.Of([.. index.Select(i => (double)i)], like.Device);

    private static Tensor Last(Tensor[] parts) => parts[^1];

    /// <summary>Methods of one or two tensors alone, with the domain of the op that they are named after.</summary>
    private static Gen<TensorCall>? Elementwise(MethodInfo method)
    {
        if (typeof(Add).Assembly.GetType($"Engine.Operations.{method.Name}") is not { } op) return null;
        var domain = DomainAttribute.Of(op);
        TensorCall InDomain(TensorCall call) => call with { Low = domain.Low, High = domain.High, Kinks = domain.Kinks };
        return method.GetParameters().Length == 1
            ? Shapes.Any.Select(shape => InDomain(new(x => method.CreateDelegate<Func<Tensor, Tensor>>()(x[0]), shape)))
            : Shapes.Pair.Select(pair => InDomain(new(x => method.CreateDelegate<Func<Tensor, Tensor, Tensor>>()(x[0], x[1]), pair.A, pair.B)));
    }

    private static IEnumerable<MethodInfo> Methods() =>
        from type in typeof(Tensor).Assembly.GetExportedTypes()
        where type is { IsAbstract: true, IsSealed: true, Namespace: "Engine" }
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where method.ReturnType == typeof(Tensor) || method.ReturnType == typeof(Tensor[])
        where method.GetParameters() is [var first, ..] && (first.ParameterType == typeof(Tensor) || first.ParameterType == typeof(IReadOnlyList<Tensor>))
        select method;

    private static string Signature(MethodInfo method) => $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)))})";

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(NameOf))}>"
        : type.Name;
}
