namespace Engine.Models;

/// <summary>
/// Draws that take a random number of uniform numbers, made on the host in double, so that all devices agree to the last count.
/// Every element has its own 64 blocks of the stream: a rejection never shifts its neighbours.
/// </summary>
internal static class HostDraws
{
    private const int Blocks = 64;

    /// <summary>One draw for each element.</summary>
    /// <param name="rng">Advances by 64 blocks an element.</param>
    /// <param name="shape">The result's shape, to which the parameters broadcast.</param>
    /// <param name="draw">A draw from (numbers, first parameter, second parameter).</param>
    /// <param name="first">First parameter, read back from its device, which is the result's.</param>
    /// <param name="second">Second parameter; the first again if there is none.</param>
    public static Tensor Each(RandomStream rng, Shape shape, Func<RandomStream, double, double, double> draw, Tensor first, Tensor? second = null)
    {
        var (a, b) = (Repeated(first, shape), Repeated(second ?? first, shape));
        var start = rng.TakeBlocks(shape.Elements, Blocks);
        var values = new double[shape.Elements];
        Parallel.For(0, values.Length, i =>
            values[i] = draw(new RandomStream(start.Seed, start.Stream, start.Counter + (ulong)i * Blocks), a(i), b(i)));
        return Tensor.From(values, shape, first.Device);
    }

    /// <summary>The parameter of element i of a shape: broadcast to its last axes once, then by the remainder.</summary>
    private static Func<int, double> Repeated(Tensor parameter, Shape shape)
    {
        var axes = Shape.Create(shape.AsSpan()[^parameter.Rank..]);
        var values = parameter.StopGradient().Expand(axes).ToDoubles();
        return i => values[i % values.Length];
    }
}
