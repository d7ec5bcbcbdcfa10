namespace Engine.Devices.Cpu;

/// <summary>One side of a product as lines of terms: the rows of op(A), or the columns of op(B). Seen so, both sides, stored
/// either way, packed or not, are read by the same code.</summary>
/// <param name="data">Term 0 of line 0.</param>
/// <param name="line">Floats from one line to the next; 1 if the lines of a term lie side by side.</param>
/// <param name="term">Floats from one term to the next; 1 if the terms of a line lie side by side.</param>
internal readonly unsafe struct Operand(float* data, nint line, nint term)
{
    /// <summary>Term 0 of line 0.</summary>
    public float* Data => data;

    /// <summary>Floats from one line to the next.</summary>
    public nint Line => line;

    /// <summary>Floats from one term to the next.</summary>
    public nint Term => term;

    /// <summary>Floats from one stored row to the next.</summary>
    public nint Stride => Math.Max(line, term);

    /// <summary>The part that begins at the given line and term.</summary>
    public Operand From(nint firstLine, nint firstTerm) => new(data + (firstLine * line) + (firstTerm * term), line, term);
}
