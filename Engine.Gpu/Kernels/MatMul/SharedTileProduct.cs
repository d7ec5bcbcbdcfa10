using System.Runtime.CompilerServices;
using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Second rung: a group brings square tiles of A and B into shared memory, where each number serves a whole row or column of
/// threads: 16 times less is read from memory. Each multiply-add still needs two numbers from shared memory.</summary>
internal sealed class SharedTileProduct<Square> : ProductRung where Square : struct, ISquare
{
    private static int Side => Square.Side;

    /// <inheritdoc/>
    public override string Name => $"shared {Side}×{Side}";

    /// <inheritdoc/>
    public override (int Rows, int Columns) Tile => (Side, Side);

    /// <inheritdoc/>
    public override int SharedBytes => 2 * Side * Side * sizeof(float);

    /// <inheritdoc/>
    public override void Run<Op, Left, Right>(Launcher launcher, in ProductCall<Op> call) =>
        launcher.Run((((int)Tiles(call.Shape.M, call.Shape.N), 1, call.Count), (Side * Side, 1, 1)), Kernel<Op, Left, Right>, call.Shape, call.Activation, call.A, call.B, call.Bias, call.C);

    private static void Kernel<Op, Left, Right>(ProductShape shape, Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> bias, ArrayView<float> c)
        where Op : struct, IUnaryOp where Left : struct, ISide where Right : struct, ISide
    {
        var left = SharedMemory.Allocate<float>(Square.Side * Square.Side);
        var right = SharedMemory.Allocate<float>(Square.Side * Square.Side);
        var (z, row, column) = (Grid.IdxZ, Group.IdxX / Side, Group.IdxX % Side);
        var tilesDown = (shape.M - 1) / Side + 1;
        var (firstRow, firstColumn) = (Grid.IdxX % tilesDown * Side, Grid.IdxX / tilesDown * Side);
        var (fromA, fromB) = (a.SubView(shape.StartA(z)), b.SubView(shape.StartB(z)));
        var sum = 0f;
        for (var term = shape.FirstTerm(z); term < shape.EndTerm(z); term += Side)
        {
            Fill<Left>(left, fromA, row, column, firstRow, term, shape.M, shape.K, shape.EndTerm(z));
            Fill<Right>(right, fromB, row, column, firstColumn, term, shape.N, shape.K, shape.EndTerm(z));
            Group.Barrier();
            for (var k = 0; k < Side; k++) sum += left[k * Side + row] * right[k * Side + column];
            Group.Barrier();
        }
        var (i, j) = (firstRow + row, firstColumn + column);
        if (i >= shape.M || j >= shape.N) return;
        if (shape.HasBias) sum += bias[j];
        c[(z * shape.M + i) * shape.N + j] = op.Value(new F32(sum)).Value;
    }

    /// <summary>One number of a tile, which holds the lines of a term side by side. Neighbouring threads read neighbours in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill<Stored>(ArrayView<float> tile, ArrayView<float> from, int row, int column, int firstLine, int firstTerm, int lines, int terms, int end) where Stored : struct, ISide
    {
        var (line, term) = Stored.TermsTogether ? (row, column) : (column, row);
        tile[term * Side + line] = firstLine + line < lines && firstTerm + term < end ? from[Stored.At(firstLine + line, firstTerm + term, lines, terms)] : 0;
    }
}
