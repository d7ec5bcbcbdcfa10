namespace Engine.Models;

/// <summary>The interval of numbers between equal tails of what several networks say, for each element of their outputs.</summary>
internal static class CentralInterval
{
    /// <summary>Lower and upper bounds that hold a share <paramref name="level"/> of the outputs; between two outputs they are interpolated.</summary>
    /// <param name="samples">[samples, ...].</param>
    /// <param name="level">Above 0 and below 1.</param>
    /// <returns>[...] and [...].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static (Tensor Low, Tensor High) Of(Tensor samples, double level)
    {
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, $"level must be above 0 and below 1, not {level}.");
        var (outputs, count, elements) = (samples.ToDoubles(), samples.Shape[0], samples.Elements / samples.Shape[0]);
        double[] low = new double[elements], high = new double[elements], line = new double[count];
        for (var i = 0; i < elements; i++)
        {
            for (var k = 0; k < count; k++) line[k] = outputs[k * elements + i];
            Array.Sort(line);
            (low[i], high[i]) = (Quantile(line, (1 - level) / 2), Quantile(line, (1 + level) / 2));
        }
        var shape = Shape.Create([.. samples.Shape.Skip(1)]);
        return (Tensor.From(low, shape, samples.Device), Tensor.From(high, shape, samples.Device));
    }

    /// <summary>NumPy's default: linear between the neighbours of position p·(n − 1).</summary>
    private static double Quantile(double[] sorted, double p)
    {
        var position = p * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }
}
