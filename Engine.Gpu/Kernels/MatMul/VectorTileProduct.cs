using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Fourth rung: 128-bit loads from memory and from shared memory, and two slabs of each operand, so that the next is on its
/// way while one is multiplied. The structure is that of CUTLASS's products without tensor cores.</summary>
internal sealed class VectorTileProduct<Shape, Sums> : ProductRung where Shape : struct, ITileShape where Sums : struct, IRegisterTile
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private static int Threads => Shape.Rows * Shape.Columns;

    private static int TileRows => LeftSlab<Shape, Sums>.Lines;

    private static int TileColumns => RightSlab<Shape, Sums>.Lines;

    /// <summary>Quads of a slab in shared memory.</summary>
    private static int LeftQuads => Shape.Depth * Pitch.Quads(TileRows);

    private static int RightQuads => Shape.Depth * Pitch.Quads(TileColumns);

    /// <inheritdoc/>
    public override (int Rows, int Columns) Tile => (TileRows, TileColumns);

    /// <inheritdoc/>
    public override int SharedBytes => 2 * (LeftQuads + RightQuads) * 4 * sizeof(float);

    /// <inheritdoc/>
    public override string Name => $"vectors {TileRows}×{TileColumns}×{Shape.Depth}";

    /// <inheritdoc/>
    public override void Run<Op, Left, Right>(Launcher launcher, in ProductCall<Op> call)
    {
        switch (Left.TermsTogether, call.Shape.QuadsInA(Left.TermsTogether))
        {
            case (true, true): Run<Op, TermQuads>(launcher, call, Right.TermsTogether); break;
            case (true, false): Run<Op, TermSingles>(launcher, call, Right.TermsTogether); break;
            case (false, true): Run<Op, LineQuads>(launcher, call, Right.TermsTogether); break;
            case (false, false): Run<Op, LineSingles>(launcher, call, Right.TermsTogether); break;
        }
    }

    private static void Run<Op, Left>(Launcher launcher, in ProductCall<Op> call, bool termsTogether) where Op : struct, IUnaryOp where Left : struct, ISlabPath
    {
        switch (termsTogether, call.Shape.QuadsInB(termsTogether))
        {
            case (true, true): Launch<Op, Left, TermQuads>(launcher, call); break;
            case (true, false): Launch<Op, Left, TermSingles>(launcher, call); break;
            case (false, true): Launch<Op, Left, LineQuads>(launcher, call); break;
            case (false, false): Launch<Op, Left, LineSingles>(launcher, call); break;
        }
    }

    private static void Launch<Op, Left, Right>(Launcher launcher, in ProductCall<Op> call)
        where Op : struct, IUnaryOp where Left : struct, ISlabPath where Right : struct, ISlabPath
    {
        var tiles = ((call.Shape.M - 1) / TileRows + 1) * ((call.Shape.N - 1) / TileColumns + 1);
        launcher.Run(((tiles, 1, call.Count), (Threads, 1, 1)), Kernel<Op, Left, Right>, call.Shape, call.Activation, call.A, call.B, call.Bias, call.C);
    }

    private static void Kernel<Op, Left, Right>(ProductShape shape, Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> bias, ArrayView<float> c)
        where Op : struct, IUnaryOp where Left : struct, ISlabPath where Right : struct, ISlabPath
    {
        var leftSlabs = SharedMemory.Allocate<Quad>(2 * LeftQuads);
        var rightSlabs = SharedMemory.Allocate<Quad>(2 * RightQuads);
        var (z, thread) = (Grid.IdxZ, Group.IdxX);
        var tilesDown = (shape.M - 1) / TileRows + 1;
        var (firstRow, firstColumn) = (Grid.IdxX % tilesDown * TileRows, Grid.IdxX / tilesDown * TileColumns);
        var (row, column) = Shape.Place(thread);
        var (left, right) = (default(SlabLoader<Left, LeftSlab<Shape, Sums>>), default(SlabLoader<Right, RightSlab<Shape, Sums>>));
        left.Start(a.SubView(shape.StartA(z)), thread, firstRow, shape.FirstTerm(z), shape.M, shape.K);
        right.Start(b.SubView(shape.StartB(z)), thread, firstColumn, shape.FirstTerm(z), shape.N, shape.K);
        var termsLeft = shape.EndTerm(z) - shape.FirstTerm(z);
        left.Fetch(thread, firstRow, termsLeft, shape.M);
        right.Fetch(thread, firstColumn, termsLeft, shape.N);
        left.Keep(leftSlabs, thread);
        right.Keep(rightSlabs, thread);
        Group.Barrier();
        Sums sums = default;
        var current = 0;
        do
        {
            // Behind the last slab zeros follow, which nobody multiplies: with the only way out at the end of the loop, ptxas keeps
            // the sums in their registers; with one in the middle it copies 49 of them a slab.
            termsLeft -= Shape.Depth;
            left.Fetch(thread, firstRow, termsLeft, shape.M);
            right.Fetch(thread, firstColumn, termsLeft, shape.N);
            AddSlab(ref sums, leftSlabs.SubView(current * LeftQuads + row), rightSlabs.SubView(current * RightQuads + column));
            current ^= 1;
            left.Keep(leftSlabs.SubView(current * LeftQuads), thread);
            right.Keep(rightSlabs.SubView(current * RightQuads), thread);
            // One barrier a slab is enough: before it all have read one buffer and written the other.
            Group.Barrier();
        }
        while (termsLeft > 0);
        var to = c.SubView(z * shape.M * shape.N);
        for (var block = 0; block < Sums.Quads * Sums.Quads; block++)
        {
            var (i, j) = (firstRow + 4 * (row + block / Sums.Quads * Shape.Rows), firstColumn + 4 * (column + block % Sums.Quads * Shape.Columns));
            Epilogue.Store(op, sums.Current, Epilogue.Bias(shape.HasBias, bias, j, shape.N), to, i, j, shape.M, shape.N);
            sums.Next();
        }
    }

    [MethodImpl(Inline)]
    private static void AddSlab(ref Sums sums, ArrayView<Quad> left, ArrayView<Quad> right)
    {
        AddFour(ref sums, left, right, 0);
        if (Shape.Depth > 4) AddFour(ref sums, left, right, 4);
        if (Shape.Depth > 8) AddFour(ref sums, left, right, 8);
        if (Shape.Depth > 8) AddFour(ref sums, left, right, 12);
    }

    [MethodImpl(Inline)]
    private static void AddFour(ref Sums sums, ArrayView<Quad> left, ArrayView<Quad> right, int term)
    {
        Add(ref sums, left, right, term);
        Add(ref sums, left, right, term + 1);
        Add(ref sums, left, right, term + 2);
        Add(ref sums, left, right, term + 3);
    }

    [MethodImpl(Inline)]
    private static void Add(ref Sums sums, ArrayView<Quad> left, ArrayView<Quad> right, int term) =>
        sums.Add(left.SubView(term * Pitch.Quads(TileRows)), right.SubView(term * Pitch.Quads(TileColumns)), Shape.Rows, Shape.Columns);
}
