namespace Engine.Bench.Crossover;

/// <summary>Numbers that every device gets, made once: uniform on [0.1, 4.1), where every function does its full work.</summary>
internal static class HostNumbers
{
    private static float[] known = [];

    /// <summary>The first so many.</summary>
    public static ReadOnlySpan<float> First(int count)
    {
        if (known.Length < count) known = Make(count);
        return known.AsSpan(0, count);
    }

    private static float[] Make(int count)
    {
        var numbers = new float[count];
        var random = new Random(1);
        for (var i = 0; i < count; i++) numbers[i] = 4 * random.NextSingle() + 0.1f;
        return numbers;
    }
}
