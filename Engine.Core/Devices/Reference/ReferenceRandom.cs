namespace Engine.Devices.Reference;

/// <summary>Random numbers from Philox blocks, one block at a time.</summary>
internal static class ReferenceRandom
{
    public static void Fill(RandomKind kind, ulong seed, ulong stream, ulong counter, Span<double> y)
    {
        Span<double> four = stackalloc double[4];
        for (var i = 0; i < y.Length; i += 4)
        {
            var (x0, x1, x2, x3) = Philox.Block(seed, stream, counter + (ulong)i / 4);
            if (kind == RandomKind.Uniform) (four[0], four[1], four[2], four[3]) = (Uniform(x0), Uniform(x1), Uniform(x2), Uniform(x3));
            else
            {
                (four[0], four[1]) = BoxMuller(x0, x1);
                (four[2], four[3]) = BoxMuller(x2, x3);
            }
            four[..Math.Min(4, y.Length - i)].CopyTo(y[i..]);
        }
    }

    /// <summary>The upper 24 bits as a fraction in [0, 1): exact in float, so all devices agree.</summary>
    private static double Uniform(uint word) => (word >> 8) * Math.ScaleB(1, -24);

    /// <summary>Two normals √(−2 ln u)·(cos, sin)(2πv) from u in (0, 1], which has no logarithm of 0, and v in [0, 1).</summary>
    private static (double, double) BoxMuller(uint first, uint second)
    {
        var radius = Math.Sqrt(-2 * Math.Log(((first >> 8) + 1) * Math.ScaleB(1, -24)));
        var (sin, cos) = Math.SinCos(2 * Math.PI * Uniform(second));
        return (radius * cos, radius * sin);
    }
}
