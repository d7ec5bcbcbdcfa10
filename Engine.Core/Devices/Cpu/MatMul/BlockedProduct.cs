namespace Engine.Devices.Cpu;

/// <summary>The five loops around the micro-kernel. From outside in: right lines by NC, terms by KC, left lines by MC; here both
/// sides are packed, where that pays; then, shared among the threads, panels of the right side and panels of the left.</summary>
/// <remarks>See <see cref="ProductSizes"/> for the sizes and <see cref="Slab"/> for the packed form.</remarks>
internal static unsafe class BlockedProduct<T, E> where T : struct, ITile where E : struct, IEpilogue
{
    /// <summary>Computes all of <paramref name="product"/>, which has at least one term.</summary>
    public static void Run(Workers workers, in Product product, E epilogue)
    {
        bool leftInPlace = ProductSizes.LeftStays(product), rightInPlace = ProductSizes.RightStays(product, T.Columns);
        int rows = ProductSizes.EqualParts(product.LeftLines, leftInPlace ? int.MaxValue : ProductSizes.LeftPacked, T.Rows * ProductSizes.PanelsPerBlock);
        int columns = ProductSizes.EqualParts(product.RightLines, rightInPlace ? int.MaxValue : ProductSizes.RightPacked, T.Columns);
        int depth = ProductSizes.EqualParts(product.Terms, ProductSizes.Depth, 1);
        float* packedLeft = PackBuffer.ForA.Reserve((long)depth * (leftInPlace ? T.Rows : rows + T.Rows));
        float* packedRight = PackBuffer.ForB.Reserve((long)depth * (rightInPlace ? T.Columns : columns + T.Columns));

        for (int column = 0; column < product.RightLines; column += columns)
        {
            for (int term = 0; term < product.Terms; term += depth)
            {
                int terms = Math.Min(depth, product.Terms - term);
                var right = new Slab(
                    product.Right.From(column, term), Math.Min(columns, product.RightLines - column), terms, T.Columns, T.ColumnStep, rightInPlace, packedRight);
                for (int row = 0; row < product.LeftLines; row += rows)
                {
                    var left = new Slab(
                        product.Left.From(row, term), Math.Min(rows, product.LeftLines - row), terms, T.Rows, T.RowStep, leftInPlace, packedLeft);
                    var packing = new PackPanels(left, row == 0 ? right.PanelsToPack : 0, right);
                    workers.Run(packing.Blocks, packing);
                    var tiles = new MultiplyTiles<T, E>(left, right, product, row, column, add: term > 0, last: term + depth >= product.Terms, epilogue);
                    workers.Run(tiles.Blocks, tiles);
                }
            }
        }
    }

    /// <summary>A block is one panel of the left side or, after those, of the right side.</summary>
    private readonly struct PackPanels(Slab left, int rightPanels, Slab right) : IBlockWork
    {
        public int Blocks => left.PanelsToPack + rightPanels;

        public void Run(int block)
        {
            if (block < left.PanelsToPack) left.Pack(block);
            else right.Pack(block - left.PanelsToPack);
        }
    }
}
