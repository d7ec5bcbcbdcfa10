using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Third rung: each thread sums 8×8 numbers in registers, for which it reads 16 of each term: four multiply-adds for each
/// number that comes from shared memory, where the rung before had half a one.</summary>
internal sealed class RegisterTileProduct<Shape> : ProductRung where Shape : struct, ITileShape
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Rows and columns of a thread.</summary>
    private const int Own = 8;

    private static int Threads => Shape.Rows * Shape.Columns;

    private static int TileRows => Shape.Rows * Own;

    private static int TileColumns => Shape.Columns * Own;

    /// <inheritdoc/>
    public override string Name => $"registers {TileRows}×{TileColumns}×{Shape.Depth}";

    /// <inheritdoc/>
    public override (int Rows, int Columns) Tile => (TileRows, TileColumns);

    /// <inheritdoc/>
    public override int SharedBytes => (TileRows + TileColumns) * Shape.Depth * sizeof(float);

    /// <inheritdoc/>
    public override void Run<Op, Left, Right>(Launcher launcher, in ProductCall<Op> call) =>
        launcher.Run((((int)Tiles(call.Shape.M, call.Shape.N), 1, call.Count), (Threads, 1, 1)), Kernel<Op, Left, Right>, call.Shape, call.Activation, call.A, call.B, call.Bias, call.C);

    private static void Kernel<Op, Left, Right>(ProductShape shape, Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> bias, ArrayView<float> c)
        where Op : struct, IUnaryOp where Left : struct, ISide where Right : struct, ISide
    {
        var left = SharedMemory.Allocate<float>(Shape.Depth * TileRows);
        var right = SharedMemory.Allocate<float>(Shape.Depth * TileColumns);
        var z = Grid.IdxZ;
        var tilesDown = (shape.M - 1) / TileRows + 1;
        var (firstRow, firstColumn) = (Grid.IdxX % tilesDown * TileRows, Grid.IdxX / tilesDown * TileColumns);
        var (row, column) = (Group.IdxX / Shape.Columns * Own, Group.IdxX % Shape.Columns * Own);
        var (fromA, fromB) = (a.SubView(shape.StartA(z)), b.SubView(shape.StartB(z)));
        Tile8 sums = default;
        for (var term = shape.FirstTerm(z); term < shape.EndTerm(z); term += Shape.Depth)
        {
            Fill<Left>(left, TileRows, fromA, firstRow, term, shape.M, shape.K, shape.EndTerm(z));
            Fill<Right>(right, TileColumns, fromB, firstColumn, term, shape.N, shape.K, shape.EndTerm(z));
            Group.Barrier();
            for (var k = 0; k < Shape.Depth; k++)
                sums.Add(Four(left, k * TileRows + row), Four(left, k * TileRows + row + 4), Four(right, k * TileColumns + column), Four(right, k * TileColumns + column + 4));
            Group.Barrier();
        }
        var to = c.SubView(z * shape.M * shape.N);
        for (var block = 0; block < 4; block++)
        {
            var (i, j) = (firstRow + row + block / 2 * 4, firstColumn + column + block % 2 * 4);
            Epilogue.Store(op, sums.Current, Epilogue.Bias(shape.HasBias, bias, j, shape.N), to, i, j, shape.M, shape.N);
            sums.Next();
        }
    }

    /// <summary>Brings some terms of a tile's lines into shared memory, the lines of a term side by side.</summary>
    [MethodImpl(Inline)]
    private static void Fill<Stored>(ArrayView<float> slab, int slabLines, ArrayView<float> from, int firstLine, int firstTerm, int lines, int terms, int end) where Stored : struct, ISide
    {
        for (var at = Group.IdxX; at < slabLines * Shape.Depth; at += Threads)
        {
            var (line, term) = Stored.TermsTogether ? (at / Shape.Depth, at % Shape.Depth) : (at % slabLines, at / slabLines);
            slab[term * slabLines + line] = firstLine + line < lines && firstTerm + term < end ? from[Stored.At(firstLine + line, firstTerm + term, lines, terms)] : 0;
        }
    }

    [MethodImpl(Inline)]
    private static Quad Four(ArrayView<float> slab, int at)
    {
        Quad q;
        (q.A, q.B, q.C, q.D) = (slab[at], slab[at + 1], slab[at + 2], slab[at + 3]);
        return q;
    }
}
