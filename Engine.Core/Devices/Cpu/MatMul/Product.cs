namespace Engine.Devices.Cpu;

/// <summary>What to compute: c[i, j] = Σ_p left[i, p] · right[j, p], where <see cref="Left"/> is broadcast number by number and
/// <see cref="Right"/> is read in vectors.</summary>
internal readonly unsafe struct Product
{
    /// <summary>Lines of the left side.</summary>
    public required int LeftLines { get; init; }

    /// <summary>Lines of the right side.</summary>
    public required int RightLines { get; init; }

    /// <summary>Terms of every sum.</summary>
    public required int Terms { get; init; }

    /// <summary>The side whose numbers are broadcast.</summary>
    public required Operand Left { get; init; }

    /// <summary>The side that is read in vectors.</summary>
    public required Operand Right { get; init; }

    /// <summary>The result as stored, row-major.</summary>
    public required float* C { get; init; }

    /// <summary>Floats from one stored row of the result to the next.</summary>
    public required nint Stride { get; init; }

    /// <summary>Whether the stored result is [right lines, left lines]: Cᵀ is computed, and turned tile by tile.</summary>
    public bool Turned { get; init; }

    /// <summary>C[m, n] = op(A)·op(B): rows of A on the left, columns of B on the right.</summary>
    public static Product Of(int m, int n, int k, float* a, bool transposeA, float* b, bool transposeB, float* c) => new()
    {
        LeftLines = m,
        RightLines = n,
        Terms = k,
        Left = transposeA ? new(a, 1, m) : new(a, k, 1),
        Right = transposeB ? new(b, k, 1) : new(b, 1, n),
        C = c,
        Stride = n,
    };

    /// <summary>Cᵀ = op(B)ᵀ·op(A)ᵀ, or back.</summary>
    public Product Turn() => new()
    {
        LeftLines = RightLines,
        RightLines = LeftLines,
        Terms = Terms,
        Left = Right,
        Right = Left,
        C = C,
        Stride = Stride,
        Turned = !Turned,
    };

    /// <summary>Whether computing the transpose moves fewer numbers. A right side whose terms lie side by side must be
    /// transposed while it is packed; in its stead the other one can be, at the price of turning C.</summary>
    public bool IsCheaperTurned =>
        (long)Terms * RightLines * (Right.Term == 1 ? 1 : 0) > ((long)Terms * LeftLines * (Left.Term == 1 ? 1 : 0)) + ((long)LeftLines * RightLines);
}
