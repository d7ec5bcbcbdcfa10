namespace Engine.Bench.Limits;

/// <summary>What one repetition of a case has to do at least, whoever does it.</summary>
public sealed record Work
{
    /// <summary>Floating-point operations of matrix products, a multiply-add counting as two.</summary>
    public double Flops { get; private init; }

    /// <summary>Bytes that must be read.</summary>
    public double BytesRead { get; private init; }

    /// <summary>Bytes that must be written.</summary>
    public double BytesWritten { get; private init; }

    /// <summary>Results, or for a reduction arguments, of an elementwise case; else 0.</summary>
    public double Elements { get; private init; }

    /// <summary>The unit that suits it.</summary>
    public RateUnit Unit { get; private init; }

    /// <summary>A loop over arrays of floats.</summary>
    /// <param name="elements">Elements of each array.</param>
    /// <param name="read">Arrays that are read.</param>
    /// <param name="written">Arrays that are written.</param>
    public static Work Elementwise(double elements, int read, int written) => new()
    {
        Elements = elements,
        BytesRead = sizeof(float) * elements * read,
        BytesWritten = sizeof(float) * elements * written,
        Unit = RateUnit.MegaElements,
    };

    /// <summary>C[M, N] = A[M, K]·B[K, N].</summary>
    public static Work Product(double m, double k, double n) => new()
    {
        Flops = 2 * m * k * n,
        BytesRead = sizeof(float) * (m * k + k * n),
        BytesWritten = sizeof(float) * m * n,
        Unit = RateUnit.Gigaflops,
    };

    /// <summary>A training step or a prediction, of which only the matrix products are counted.</summary>
    public static Work Step(double flops) => new() { Flops = flops, Unit = RateUnit.Milliseconds };

    /// <summary>Operations of dense layers one after the other: the forward pass, the gradient of each weight and of each input.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="inputGradient">Whether the first layer's input needs a gradient: not if it is data.</param>
    /// <param name="widths">Inputs of the first layer, outputs of each.</param>
    public static double Training(double rows, bool inputGradient, params ReadOnlySpan<int> widths)
    {
        var flops = 0.0;
        for (var i = 1; i < widths.Length; i++)
            flops += 2 * rows * widths[i - 1] * widths[i] * (i > 1 || inputGradient ? 3 : 2);
        return flops;
    }

    /// <summary>The pattern of access whose bandwidth bounds it.</summary>
    public Access Access => BytesWritten == 0 ? Access.Read : BytesRead <= BytesWritten ? Access.Copy : Access.Triad;

    /// <summary>Where its arrays lie when they are used again and again by so many threads.</summary>
    public MemoryLevel Level(int threads) => CacheSizes.Here.LevelOf((long)(BytesRead + BytesWritten), threads);

    /// <summary>The least time in milliseconds that the machine allows: that of its arithmetic or of its memory, whichever is longer.</summary>
    public double LimitMilliseconds(MachineLimits limits) => Math.Max(ArithmeticMilliseconds(limits), MemoryMilliseconds(limits));

    /// <summary>What bounds it: <c>FMA</c>, or a bandwidth such as <c>copy, L2</c>.</summary>
    public string Bound(MachineLimits limits) => ArithmeticMilliseconds(limits) >= MemoryMilliseconds(limits) ? "FMA"
        : $"{Access.ToString().ToLowerInvariant()}, {Level(limits.Threads)}";

    private double ArithmeticMilliseconds(MachineLimits limits) => Flops / limits.Gigaflops / 1e6;

    private double MemoryMilliseconds(MachineLimits limits) => (BytesRead + BytesWritten) / limits.Bandwidths[(Access, Level(limits.Threads))] / 1e6;

    /// <summary>What is done in a time: GFLOP/s or 10⁶ elements a second; for a step the time itself.</summary>
    public double Rate(double milliseconds) => Unit switch
    {
        RateUnit.Gigaflops => Flops / milliseconds / 1e6,
        RateUnit.MegaElements => Elements / milliseconds / 1e3,
        _ => milliseconds,
    };
}
