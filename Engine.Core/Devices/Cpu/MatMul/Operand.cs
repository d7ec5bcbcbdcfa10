namespace Engine.Devices.Cpu;

/// <summary>One side of a product as a set of lines of k terms: the rows of op(A) or the columns of op(B). Seen so, both sides
/// are packed by the same code.</summary>
/// <param name="data">The matrix as stored.</param>
/// <param name="stride">Floats from one stored row to the next.</param>
/// <param name="alongTerms">Whether a stored row is a line (A as [m, k], B as [n, k]), rather than one term of every line.</param>
internal readonly unsafe struct Operand(float* data, nint stride, bool alongTerms)
{
    /// <summary>Floats from one stored row to the next.</summary>
    public nint Stride => stride;

    /// <summary>Whether the terms of a line lie side by side, rather than the lines of a term.</summary>
    public bool AlongTerms => alongTerms;

    /// <summary>Where term <paramref name="term"/> of line <paramref name="line"/> is.</summary>
    public float* At(nint line, nint term) => alongTerms ? data + (line * stride) + term : data + (term * stride) + line;
}
