using System.Globalization;
using System.Text;

namespace Engine.Tests.Autodiff;

/// <summary>A random expression of small tensors: a list of steps, each of which applies an operation to earlier results.</summary>
/// <remarks>Operations with singularities are composed with a function that keeps away from them, and values stay of order one.</remarks>
internal sealed class RandomGraph
{
    private readonly List<(string Text, Func<List<Tensor>, Tensor> Apply)> steps = [];
    private readonly List<Shape> shapes = [];
    private readonly Random random;
    private readonly int inputs;

    public RandomGraph(int seed)
    {
        random = new Random(seed);
        inputs = random.Next(1, 4);
        for (var i = 0; i < inputs; i++) shapes.Add(RandomShape());
        var operations = random.Next(3, 9);
        for (var i = 0; i < operations; i++) AddStep();
    }

    public IReadOnlyList<Shape> InputShapes => shapes[..inputs];

    /// <summary>Number of operations.</summary>
    public int Count => steps.Count;

    /// <summary>The sum of all results that nothing else uses would hide mistakes that cancel; so every result is weighted differently.</summary>
    public Tensor Evaluate(IReadOnlyList<Tensor> x)
    {
        List<Tensor> values = [.. x];
        var total = Tensor.Of(0, Device.Reference);
        foreach (var (_, apply) in steps)
        {
            values.Add(apply(values));
            total += values[^1].Mean() * (1 + 0.1 * values.Count);
        }
        return total;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < inputs; i++) text.AppendLine(CultureInfo.InvariantCulture, $"  t{i} = input {shapes[i]}");
        for (var i = 0; i < steps.Count; i++) text.AppendLine(CultureInfo.InvariantCulture, $"  t{inputs + i} = {steps[i].Text}  {shapes[inputs + i]}");
        return text.ToString();
    }

    private Shape RandomShape() => Shape.Create([.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(1, 4))]);

    private void AddStep()
    {
        var a = random.Next(shapes.Count);
        switch (random.Next(7))
        {
            case 0 or 1: Unary(a); break;
            case 2 or 3: Binary(a); break;
            case 4: Reduction(a); break;
            case 5: Movement(a); break;
            default: Product(a); break;
        }
    }

    private void Add(Shape shape, string text, Func<List<Tensor>, Tensor> apply)
    {
        shapes.Add(shape);
        steps.Add((text, apply));
    }

    private void Unary(int a)
    {
        (string Name, Func<Tensor, Tensor> Apply)[] table =
        [
            ("tanh", x => x.Tanh()), ("sin", x => x.Sin()), ("cos", x => x.Cos()), ("sigmoid", x => x.Sigmoid()), ("erf", x => x.Erf()),
            ("gelu∘tanh", x => x.Tanh().Gelu()), ("softplus", x => x.Softplus().Tanh()), ("logsigmoid", x => x.LogSigmoid().Tanh()),
            ("exp∘tanh", x => x.Tanh().Exp()), ("log(square + 1)", x => (x.Square() + 1).Log()), ("sqrt∘softplus", x => (x.Softplus() + 0.1).Sqrt()),
            ("rsqrt(square + 1)", x => (x * x + 1).Rsqrt()), ("lgamma(softplus + 0.5)", x => (x.Softplus() + 0.5).LogGamma().Tanh()),
            ("relu", x => x.Relu()), ("abs", x => x.Abs()), ("leaky relu", x => x.LeakyRelu(0.2)), ("pow 3 ∘ tanh", x => x.Tanh().Pow(3)),
            ("elu", x => x.Elu()), ("silu", x => x.Silu().Tanh()), ("expm1∘tanh", x => x.Tanh().Expm1()), ("1 − x", x => 1 - x),
        ];
        var (name, apply) = table[random.Next(table.Length)];
        Add(shapes[a], $"{name}(t{a})", values => apply(values[a]));
    }

    private void Binary(int a)
    {
        (string Name, Func<Tensor, Tensor, Tensor> Apply)[] table =
        [
            ("+", (x, y) => x + y), ("−", (x, y) => x - y), ("·", (x, y) => x.Tanh() * y), ("/ (square + 1) of", (x, y) => x / (y.Square() + 1)),
            ("max", (x, y) => x.Maximum(y)), ("min", (x, y) => x.Minimum(y)), ("where first > 0, else", (x, y) => Elementwise.Where(x.Greater(0), x.Sin(), y)),
            ("pow", (x, y) => (x.Sigmoid() + 0.5).Pow(y.Tanh())),
        ];
        var (name, apply) = table[random.Next(table.Length)];
        var fitting = Enumerable.Range(0, shapes.Count).Where(i => shapes[i].BroadcastsTo(shapes[a]) || shapes[a].BroadcastsTo(shapes[i])).ToArray();
        var b = fitting[random.Next(fitting.Length)];
        Add(Shape.Broadcast(shapes[a], shapes[b]), $"t{a} {name} t{b}", values => apply(values[a], values[b]));
    }

    private void Reduction(int a)
    {
        if (shapes[a].Rank == 0) { Unary(a); return; }
        var axis = random.Next(shapes[a].Rank);
        (string Name, Func<Tensor, Tensor> Apply)[] table =
        [
            ("mean", x => x.Mean(axis, keepDims: true)), ("max", x => x.Max(axis, keepDims: true)), ("min", x => x.Min(axis, keepDims: true)),
            ("logsumexp", x => x.LogSumExp(axis, keepDims: true)), ("variance", x => x.Tanh().Variance(axis, keepDims: true)), ("sum", x => x.Tanh().Sum(axis, keepDims: true)),
            ("softmax", x => x.Softmax(axis)), ("logsoftmax", x => x.LogSoftmax(axis).Tanh()), ("cumulative sum", x => x.Tanh().CumulativeSum(axis)),
        ];
        var i = random.Next(table.Length);
        Add(i < 6 ? shapes[a].With(axis, 1) : shapes[a], $"{table[i].Name}(t{a}, axis {axis})", values => table[i].Apply(values[a]));
    }

    private void Movement(int a)
    {
        var shape = shapes[a];
        var axis = shape.Rank == 0 ? 0 : random.Next(shape.Rank);
        switch (shape.Rank == 0 ? 0 : random.Next(6))
        {
            case 0:
                Add([shape.Elements], $"reshape(t{a})", values => values[a].Reshape(-1));
                break;
            case 1:
                int[] order = [.. Enumerable.Range(0, shape.Rank)];
                random.Shuffle(order);
                Add(Shape.Create([.. order.Select(d => shape[d])]), $"permute(t{a}, [{string.Join(", ", order)}])", values => values[a].Permute(order));
                break;
            case 2:
                Add(shape.With(axis, 2 * shape[axis]), $"concat(t{a}, sin t{a}, axis {axis})", values => TensorJoins.Concat([values[a], values[a].Sin()], axis));
                break;
            case 3:
                var start = random.Next(shape[axis]);
                Add(shape.With(axis, shape[axis] - start), $"slice(t{a}, axis {axis}, from {start})", values => values[a].Slice(axis, start, shape[axis] - start));
                break;
            case 4:
                double[] index = [random.Next(shape[axis]), random.Next(shape[axis])];
                Add(shape.With(axis, 2), $"gather(t{a}, axis {axis}, [{string.Join(", ", index)}])", values => values[a].Gather(Tensor.Of(index, Device.Reference), axis));
                break;
            default:
                Add(shape.With(axis, shape[axis] + 1), $"pad(t{a}, axis {axis})", values => values[a].Pad(axis, 1, 0, 0.5));
                break;
        }
    }

    /// <summary>t·tᵀ of bounded numbers, in the form without and with a transpose moved in memory.</summary>
    private void Product(int a)
    {
        if (shapes[a].Rank < 2) { Binary(a); return; }
        var result = shapes[a].With(-1, shapes[a][-2]);
        if (random.Next(2) == 0) Add(result, $"t{a} matmul tᵀ{a}", values => values[a].Tanh().MatMul(values[a].Sin(), transposeB: true));
        else Add(result, $"t{a} matmul transpose t{a}", values => values[a].Tanh().MatMul(values[a].Cos().Transpose()));
    }
}
