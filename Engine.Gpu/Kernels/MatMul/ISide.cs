namespace Engine.Gpu.Kernels;

/// <summary>How an operand is stored, as seen from the product: lines (rows of C for A, columns of C for B) of terms.</summary>
internal interface ISide
{
    /// <summary>Whether the terms of a line are neighbours; otherwise the lines are.</summary>
    static abstract bool TermsTogether { get; }

    /// <summary>Where a term of a line stands.</summary>
    /// <param name="line">Row of A, or column of B.</param>
    /// <param name="term">Index along the inner length.</param>
    /// <param name="lines">M for A, N for B.</param>
    /// <param name="terms">K.</param>
    static abstract int At(int line, int term, int lines, int terms);
}
