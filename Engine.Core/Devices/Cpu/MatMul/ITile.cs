namespace Engine.Devices.Cpu;

/// <summary>A micro-kernel: the tile of C that fits into registers, one implementation for each vector width.</summary>
internal unsafe interface ITile
{
    /// <summary>MR, rows of a full tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Rows of a smaller tile come in multiples of this.</summary>
    static abstract int RowStep { get; }

    /// <summary>NR, columns of a full tile: two vectors.</summary>
    static abstract int Columns { get; }

    /// <summary>Columns of a narrow tile: one vector.</summary>
    static abstract int ColumnStep { get; }

    /// <summary>c[i, j] = Σ_p a[i, p] · b[j, p], summed in the order of p, plus what c[i, j] held if <paramref name="add"/>.</summary>
    /// <param name="rows">A multiple of <see cref="RowStep"/>, at most <see cref="Rows"/>.</param>
    /// <param name="columns"><see cref="ColumnStep"/> or <see cref="Columns"/>.</param>
    /// <param name="k">Terms of the sum.</param>
    /// <param name="a">The lines to be broadcast.</param>
    /// <param name="b">The lines to be read in vectors: those of one term lie side by side.</param>
    /// <param name="c">First element of the tile; row i begins at c + i · <paramref name="stride"/>.</param>
    /// <param name="stride">From one row of C to the next, in floats.</param>
    /// <param name="add">Whether what C holds is added; if not, it is not read.</param>
    static abstract void Multiply(int rows, int columns, nint k, in Operand a, in Operand b, float* c, nint stride, bool add);
}
