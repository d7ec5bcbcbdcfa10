using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Matrices whose two axes change places, square by square: a group reads rows of x and writes rows of y, both as they stand in memory.</summary>
internal static class TransposeKernel
{
    /// <summary>Side of a square: the 128 bytes that a warp reads at once.</summary>
    private const int Side = 32;

    /// <summary>Rows in shared memory are one float longer, so that the numbers of a column lie in different banks.</summary>
    private const int Padded = Side + 1;

    /// <param name="launcher">The queue.</param>
    /// <param name="x">From.</param>
    /// <param name="y">To.</param>
    /// <param name="matrices">The axes that number the matrices, with their strides.</param>
    /// <param name="row">y's last axis: x's rows.</param>
    /// <param name="column">x's last axis: y's rows.</param>
    public static void Run(Launcher launcher, ArrayView<float> x, ArrayView<float> y, List<(int Length, int From, int To)> matrices, (int Length, int From, int To) row, (int Length, int From, int To) column)
    {
        var starts = Axes4.Starts(matrices);
        var count = 1;
        foreach (var axis in matrices) count *= axis.Length;
        var tiles = (long)count / starts.Count * Squares(row.Length) * Squares(column.Length);
        foreach (var (from, to) in starts)
            launcher.Run((launcher.GroupsFor(tiles), launcher.GroupSize), Kernel, x.SubView(from), y.SubView(to), Axes4.OfLast(matrices), row.Length, row.From, column.Length, column.To, (int)tiles);
    }

    private static int Squares(int length) => (length - 1) / Side + 1;

    private static void Kernel(ArrayView<float> x, ArrayView<float> y, Axes4 matrices, int rows, int xStride, int columns, int yStride, int tiles)
    {
        var square = SharedMemory.Allocate<float>(Side * Padded);
        var across = (columns - 1) / Side + 1;
        var down = (rows - 1) / Side + 1;
        for (var tile = Grid.IdxX; tile < tiles; tile += Grid.DimX)
        {
            var (from, to) = matrices.At(tile / across / down);
            var (firstRow, firstColumn) = (tile / across % down * Side, tile % across * Side);
            for (var i = Group.IdxX; i < Side * Side; i += Group.DimX)
            {
                var (r, c) = (i / Side, i % Side);
                if (firstRow + r < rows && firstColumn + c < columns) square[r * Padded + c] = x[from + (firstRow + r) * xStride + firstColumn + c];
            }
            Group.Barrier();
            for (var i = Group.IdxX; i < Side * Side; i += Group.DimX)
            {
                var (c, r) = (i / Side, i % Side);
                if (firstRow + r < rows && firstColumn + c < columns) y[to + (firstColumn + c) * yStride + firstRow + r] = square[r * Padded + c];
            }
            Group.Barrier();
        }
    }
}
