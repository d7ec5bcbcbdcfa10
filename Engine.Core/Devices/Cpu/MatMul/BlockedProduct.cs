using System.Runtime.CompilerServices;

namespace Engine.Devices.Cpu;

/// <summary>The five loops around the micro-kernel. From outside in: columns of B by NC, terms by KC, rows of A by MC; here B and
/// A are packed; then, shared among the threads, panels of B and panels of A.</summary>
/// <remarks>See <see cref="ProductSizes"/> for the sizes and <see cref="Slab"/> for the packed form.</remarks>
internal static unsafe class BlockedProduct<T> where T : struct, ITile
{
    /// <inheritdoc cref="PackedProduct.Run"/>
    public static void Run(
        Workers workers, int m, int n, int k, float* a, bool transposeA, float* b, bool transposeB, float* c, bool accumulate, float* bias)
    {
        var left = new Operand(a, transposeA ? m : k, alongTerms: !transposeA);
        var right = new Operand(b, transposeB ? k : n, alongTerms: transposeB);
        int rows = ProductSizes.EqualParts(m, ProductSizes.RowsPacked, T.Rows * ProductSizes.PanelsPerBlock);
        int columns = ProductSizes.EqualParts(n, ProductSizes.ColumnsPacked, T.Columns);
        int depth = ProductSizes.EqualParts(k, ProductSizes.Depth, 1);
        float* packedA = PackBuffer.ForA.Reserve((long)depth * (rows + T.Rows));
        float* packedB = PackBuffer.ForB.Reserve((long)depth * (columns + T.Columns));

        for (int column = 0; column < n; column += columns)
        {
            for (int term = 0; term < k; term += depth)
            {
                Slab slabB = SlabOf(right, column, Math.Min(columns, n - column), term, Math.Min(depth, k - term), T.Columns, T.ColumnStep, packedB);
                for (int row = 0; row < m; row += rows)
                {
                    Slab slabA = SlabOf(left, row, Math.Min(rows, m - row), term, slabB.Depth, T.Rows, T.RowStep, packedA);
                    workers.Run(slabA.Panels + (row == 0 ? slabB.Panels : 0), new PackPanels(slabA, slabB));
                    var tiles = new MultiplyTiles(
                        slabA, slabB, c + ((nint)row * n) + column, n,
                        add: accumulate || term > 0,
                        bias: bias == null || term > 0 ? null : bias + column);
                    workers.Run(tiles.Blocks, tiles);
                }
            }
        }
    }

    private static Slab SlabOf(Operand source, int line, int lines, int term, int depth, int fullWidth, int step, float* packed) => new()
    {
        Source = source,
        FirstLine = line,
        LineCount = lines,
        FirstTerm = term,
        Depth = depth,
        FullWidth = fullWidth,
        Step = step,
        Packed = packed,
    };

    /// <summary>A block is one panel of A or, after those, of B.</summary>
    private readonly struct PackPanels(Slab a, Slab b) : IBlockWork
    {
        public void Run(int block)
        {
            if (block < a.Panels) a.Pack(block);
            else b.Pack(block - a.Panels);
        }
    }

    /// <summary>A block is one panel of B by a few panels of A.</summary>
    private readonly struct MultiplyTiles(Slab a, Slab b, float* c, nint stride, bool add, float* bias) : IBlockWork
    {
        private readonly int group = ProductSizes.EqualParts(
            a.Panels, Math.Clamp(a.Panels * b.Panels / ProductSizes.BlocksWanted, 1, ProductSizes.PanelsPerBlock), 1);

        public int Blocks => (((a.Panels - 1) / group) + 1) * b.Panels;

        public void Run(int block)
        {
            int j = block % b.Panels;
            int first = block / b.Panels * group, end = Math.Min(first + group, a.Panels);
            for (int i = first; i < end; i++)
            {
                if (a.Lines(i) == a.Width(i) && b.Lines(j) == b.Width(j)) WholeTile(i, j);
                else EdgeTile(i, j);
            }
        }

        private float* Target(int i, int j) => c + ((nint)i * T.Rows * stride) + ((nint)j * T.Columns);

        private float* Bias(int j) => bias == null ? null : bias + ((nint)j * T.Columns);

        private void WholeTile(int i, int j) =>
            T.Multiply(a.Width(i), b.Width(j), a.Depth, a.Panel(i), b.Panel(j), Target(i, j), stride, add, Bias(j));

        /// <summary>A padded tile goes through memory of its own, because storing it into C would write beyond C's edge.</summary>
        [SkipLocalsInit]
        private void EdgeTile(int i, int j)
        {
            float* tile = stackalloc float[T.Rows * T.Columns];
            int width = b.Width(j);
            T.Multiply(a.Width(i), width, a.Depth, a.Panel(i), b.Panel(j), tile, width, add: false, bias: null);

            float* target = Target(i, j), toAdd = Bias(j);
            for (int row = 0; row < a.Lines(i); row++, target += stride, tile += width)
            {
                for (int column = 0; column < b.Lines(j); column++)
                {
                    float sum = tile[column];
                    if (toAdd != null) sum += toAdd[column];
                    target[column] = add ? target[column] + sum : sum;
                }
            }
        }
    }
}
