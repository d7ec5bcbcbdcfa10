namespace Engine.Tests.Autodiff;

/// <summary>Reverse mode against differences over ten thousand random expressions.</summary>
public class RandomGraphTests
{
    private const int Graphs = 10_000;
    private const double Tolerance = 1e-6;

    /// <summary>
    /// One random direction a graph. Relu, max and their like have kinks: where one lies within a difference's step, that
    /// difference is wrong, and two differences of unequal steps disagree. Only such graphs are passed over, and counted.
    /// </summary>
    [Fact]
    public void Gradients_of_random_expressions_agree_with_differences()
    {
        var (kinked, operations) = (0, 0);
        for (var seed = 0; seed < Graphs; seed++)
        {
            var graph = new RandomGraph(seed);
            operations += graph.Count;
            using var scope = new Scope();
            var random = new Random(seed);
            double[][] at = [.. graph.InputShapes.Select(shape => Draw(random, shape))];
            double[][] along = [.. graph.InputShapes.Select(shape => Draw(random, shape))];
            var slope = Slope(graph, at, along);
            if (Near(slope, Difference(graph, at, along, 1e-4))) continue;
            var (coarse, fine) = (Difference(graph, at, along, 1e-5), Difference(graph, at, along, 3e-6));
            if (Near(slope, coarse) || Near(slope, fine)) kinked++;
            else if (!Near(coarse, fine)) kinked++;
            else Assert.Fail($"Graph {seed}: reverse mode gives {slope:R}, differences give {coarse:R} and {fine:R}.\n{graph}");
        }
        Assert.InRange(kinked, 0, Graphs / 100);
        Assert.True(operations > 4 * Graphs);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= Tolerance * (1 + Math.Abs(a) + Math.Abs(b));

    private static double[] Draw(Random random, Shape shape) => [.. Enumerable.Range(0, shape.Elements).Select(_ => 4 * random.NextDouble() - 2)];

    private static Tensor[] Tensors(RandomGraph graph, double[][] values) =>
        [.. graph.InputShapes.Select((shape, i) => Tensor.From(values[i], shape, Device.Reference))];

    private static double Slope(RandomGraph graph, double[][] at, double[][] along)
    {
        var x = Tensors(graph, at);
        using var tape = Tape.Record(x);
        var gradients = tape.Gradient(graph.Evaluate(x), unusedAsZero: true);
        return x.Select((input, i) => gradients[input].ToDoubles().Zip(along[i], (g, d) => g * d).Sum()).Sum();
    }

    private static double Difference(RandomGraph graph, double[][] at, double[][] along, double h)
    {
        double Away(double t) => graph.Evaluate(Tensors(graph, [.. at.Select((values, i) => values.Zip(along[i], (x, d) => x + t * d).ToArray())])).Item();
        return (8 * (Away(h) - Away(-h)) - (Away(2 * h) - Away(-2 * h))) / (12 * h);
    }
}
