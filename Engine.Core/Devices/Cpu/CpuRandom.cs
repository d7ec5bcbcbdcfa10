namespace Engine.Devices.Cpu;

/// <summary>Random numbers from Philox blocks, one block at a time.</summary>
internal static unsafe class CpuRandom
{
    public static void Fill(Workers workers, RandomKind kind, ulong seed, ulong stream, ulong counter, float* y, int count) =>
        RangeWork.Run(workers, (int)(((long)count + 3) / 4), 4, new Blocks(kind, seed, stream, counter, y, count));

    private readonly struct Blocks(RandomKind kind, ulong seed, ulong stream, ulong counter, float* y, int count) : IRangeWork
    {
        public void Run(int first, int blocks)
        {
            float* four = stackalloc float[4];
            for (var block = first; block < first + blocks; block++)
            {
                var (x0, x1, x2, x3) = Philox.Block(seed, stream, counter + (ulong)block);
                if (kind == RandomKind.Uniform) (four[0], four[1], four[2], four[3]) = (Uniform(x0), Uniform(x1), Uniform(x2), Uniform(x3));
                else
                {
                    (four[0], four[1]) = BoxMuller(x0, x1);
                    (four[2], four[3]) = BoxMuller(x2, x3);
                }
                for (var i = 0; i < Math.Min(4, count - 4 * block); i++) y[4 * block + i] = four[i];
            }
        }
    }

    /// <summary>The upper 24 bits as a fraction in [0, 1), exact in float.</summary>
    private static float Uniform(uint word) => (word >> 8) * (1f / (1 << 24));

    /// <summary>Two normals √(−2 ln u)·(cos, sin)(2πv) from u in (0, 1], which has no logarithm of 0, and v in [0, 1).</summary>
    private static (float, float) BoxMuller(uint first, uint second)
    {
        var radius = Math.Sqrt(-2 * Math.Log(((first >> 8) + 1) * Math.ScaleB(1, -24)));
        var (sin, cos) = Math.SinCos(2 * Math.PI * Uniform(second));
        return ((float)(radius * cos), (float)(radius * sin));
    }
}
