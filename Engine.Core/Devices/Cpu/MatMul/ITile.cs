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

    /// <summary>c[i, j] = Σ_p a[p · rows + i] · b[p · columns + j], summed in the order of p, plus bias[j], plus c[i, j].</summary>
    /// <param name="rows">A multiple of <see cref="RowStep"/>, at most <see cref="Rows"/>.</param>
    /// <param name="columns"><see cref="ColumnStep"/> or <see cref="Columns"/>.</param>
    /// <param name="k">Terms of the sum.</param>
    /// <param name="a">Packed panel [k, rows].</param>
    /// <param name="b">Packed panel [k, columns].</param>
    /// <param name="c">First element of the tile; row i begins at c + i · <paramref name="stride"/>.</param>
    /// <param name="stride">From one row of C to the next, in floats.</param>
    /// <param name="add">Whether what C holds is added; if not, it is not read.</param>
    /// <param name="bias">One number for each column, or null.</param>
    static abstract void Multiply(int rows, int columns, nint k, float* a, float* b, float* c, nint stride, bool add, float* bias);
}

/// <summary>The shape of a tile as a type, so that the compiler makes one kernel for each shape out of one text.</summary>
internal interface ITileShape
{
    /// <summary>How many row steps the tile has: 1, 2 or 3.</summary>
    static abstract int RowSteps { get; }

    /// <summary>Whether it is two vectors wide rather than one.</summary>
    static abstract bool Wide { get; }
}

/// <summary>One row step, two vectors.</summary>
internal readonly struct OneWide : ITileShape { public static int RowSteps => 1; public static bool Wide => true; }

/// <summary>Two row steps, two vectors.</summary>
internal readonly struct TwoWide : ITileShape { public static int RowSteps => 2; public static bool Wide => true; }

/// <summary>Three row steps, two vectors: the full tile.</summary>
internal readonly struct ThreeWide : ITileShape { public static int RowSteps => 3; public static bool Wide => true; }

/// <summary>One row step, one vector.</summary>
internal readonly struct OneNarrow : ITileShape { public static int RowSteps => 1; public static bool Wide => false; }

/// <summary>Two row steps, one vector.</summary>
internal readonly struct TwoNarrow : ITileShape { public static int RowSteps => 2; public static bool Wide => false; }

/// <summary>Three row steps, one vector.</summary>
internal readonly struct ThreeNarrow : ITileShape { public static int RowSteps => 3; public static bool Wide => false; }
