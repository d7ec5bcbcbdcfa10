namespace Engine.Tests.Lanes;

/// <summary>Floats that speak for all of them.</summary>
internal static class FloatSample
{
    /// <summary>Every 4,999th bit pattern of both signs, and the neighbourhoods of all points where some function changes its formula.</summary>
    public static readonly float[] All = [.. Everywhere(), .. Special.SelectMany(Neighbourhood)];

    /// <summary>Ends of ranges, thresholds of selections, zeros and poles.</summary>
    private static IEnumerable<double> Special =>
    [
        0, float.Epsilon, 1.17549435e-38, 2.98e-8, 5.96e-8, 0.25, Math.Log(2) / 2, 0.35, Math.Sqrt(2) - 1, 0.5, 0.65, Math.Sqrt(0.5), 0.85, 1,
        1.4616321449683623, Math.Sqrt(1.5), Math.Sqrt(2), 1.5, Math.Sqrt(3), 2, 3, 3.93, 9.01, 10, 10.1, 17.33, 87.3365, 88.376, 88.7228, 103.2789,
        103.972, 131000, 4194304, 8388608, 16777216, float.MaxValue,
        .. Enumerable.Range(1, 40).Select(k => k * Math.PI / 2), .. Enumerable.Range(1, 40).Select(k => k * 1021 * Math.PI / 2),
        .. Enumerable.Range(1, 12).Select(k => (double)k),
    ];

    private static IEnumerable<float> Everywhere()
    {
        for (var bits = 0L; bits <= uint.MaxValue; bits += 4999) yield return BitConverter.UInt32BitsToSingle((uint)bits);
        yield return float.PositiveInfinity;
        yield return float.NegativeInfinity;
    }

    private static IEnumerable<float> Neighbourhood(double centre)
    {
        var bits = BitConverter.SingleToInt32Bits((float)centre);
        for (var i = Math.Max(bits - 40, 0); i <= Math.Min(bits + 40, 0x7F7FFFFF); i++)
        {
            yield return BitConverter.Int32BitsToSingle(i);
            yield return BitConverter.Int32BitsToSingle(i | int.MinValue);
        }
    }
}
