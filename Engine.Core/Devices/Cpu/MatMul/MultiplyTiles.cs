using System.Runtime.CompilerServices;

namespace Engine.Devices.Cpu;

/// <summary>All tiles of one slab by another; a block of work is one right panel by a few left panels.</summary>
/// <param name="left">Panels to be broadcast.</param>
/// <param name="right">Panels to be read in vectors.</param>
/// <param name="product">What is computed, and where it goes.</param>
/// <param name="row">The slab's first left line.</param>
/// <param name="column">The slab's first right line.</param>
/// <param name="add">Whether earlier terms are in C already.</param>
/// <param name="last">Whether no more terms come, so that the epilogue is due.</param>
/// <param name="epilogue">What is done to complete sums.</param>
internal readonly unsafe struct MultiplyTiles<T, E>(Slab left, Slab right, Product product, int row, int column, bool add, bool last, E epilogue) : IBlockWork
    where T : struct, ITile where E : struct, IEpilogue
{
    private readonly bool finish = last && !epilogue.IsEmpty;

    private readonly int group = ProductSizes.EqualParts(
        left.Panels, Math.Clamp(left.Panels * right.Panels / ProductSizes.BlocksWanted, 1, ProductSizes.PanelsPerBlock), 1);

    /// <summary>Blocks of work.</summary>
    public int Blocks => (((left.Panels - 1) / group) + 1) * right.Panels;

    // Compiled at once: threads that spin would keep the compiler from making it quick later.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int block)
    {
        int j = block % right.Panels;
        int first = block / right.Panels * group, end = Math.Min(first + group, left.Panels);
        for (int i = first; i < end; i++)
        {
            if (product.Turned) TurnedTile(i, j);
            else if (left.Lines(i) == left.Width(i) && right.Lines(j) == right.Width(j)) WholeTile(i, j);
            else EdgeTile(i, j);
        }
    }

    private int Row(int i) => row + (i * T.Rows);

    private int Column(int j) => column + (j * T.Columns);

    private void Multiply(int i, int j, float* c, nint stride) =>
        T.Multiply(left.Width(i), right.Width(j), left.Depth, left.Panel(i), right.Panel(j), c, stride, add);

    private void WholeTile(int i, int j)
    {
        float* c = product.C + (Row(i) * product.Stride) + Column(j);
        Multiply(i, j, c, product.Stride);
        if (finish) epilogue.Finish(c, product.Stride, left.Width(i), right.Width(j), Column(j));
    }

    /// <summary>A padded tile goes through memory of its own, because storing it into C would write beyond C's edge.</summary>
    [SkipLocalsInit]
    private void EdgeTile(int i, int j)
    {
        float* tile = stackalloc float[T.Rows * T.Columns];
        float* c = product.C + (Row(i) * product.Stride) + Column(j);
        int rows = left.Lines(i), columns = right.Lines(j);
        if (add) Packing.Copy(c, product.Stride, columns, rows, tile, T.Columns);
        Multiply(i, j, tile, T.Columns);
        if (finish) epilogue.Finish(tile, T.Columns, rows, columns, Column(j));
        Packing.Copy(tile, T.Columns, columns, rows, c, product.Stride);
    }

    /// <summary>A tile of Cᵀ is turned on its way into C.</summary>
    [SkipLocalsInit]
    private void TurnedTile(int i, int j)
    {
        float* tile = stackalloc float[T.Rows * T.Columns];
        float* c = product.C + (Column(j) * product.Stride) + Row(i);
        int rows = left.Lines(i), columns = right.Lines(j);
        if (add) Packing.Transpose(c, product.Stride, columns, rows, tile, T.Columns);
        Multiply(i, j, tile, T.Columns);
        if (finish) epilogue.FinishTurned(tile, T.Columns, rows, columns, Row(i));
        Packing.Transpose(tile, T.Columns, rows, columns, c, product.Stride);
    }
}
