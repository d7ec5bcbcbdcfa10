using System.Runtime.CompilerServices;
using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>c = f(sum + bias), while the sums are in registers.</summary>
internal static class Epilogue
{
    /// <summary>Stores a block of 4×4, as far as it lies in C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<Op>(Op op, Tile4 tile, Quad bias, ArrayView<float> c, int row, int column, int rows, int columns) where Op : struct, IUnaryOp
    {
        // One copy of f's instructions for each number of a row; the rows move up, since registers have no index.
        for (var i = 0; i < 4; i++)
        {
            var q = tile.R0;
            q.A = op.Value(new F32(q.A + bias.A)).Value;
            q.B = op.Value(new F32(q.B + bias.B)).Value;
            q.C = op.Value(new F32(q.C + bias.C)).Value;
            q.D = op.Value(new F32(q.D + bias.D)).Value;
            if (row + i < rows) Store(q, c, (row + i) * columns + column, columns - column, columns % 4 == 0);
            tile.NextRow();
        }
    }

    /// <summary>The bias of four columns; past the last column, and without a bias, zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Bias(bool hasBias, ArrayView<float> bias, int column, int columns)
    {
        Quad q = default;
        if (!hasBias) return q;
        if (column < columns) q.A = bias[column];
        if (column + 1 < columns) q.B = bias[column + 1];
        if (column + 2 < columns) q.C = bias[column + 2];
        if (column + 3 < columns) q.D = bias[column + 3];
        return q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Quad q, ArrayView<float> c, int at, int left, bool aligned)
    {
        if (aligned)
        {
            if (left > 0) Quad.Of(c.SubView(at))[0] = q;
            return;
        }
        if (left > 0) c[at] = q.A;
        if (left > 1) c[at + 1] = q.B;
        if (left > 2) c[at + 2] = q.C;
        if (left > 3) c[at + 3] = q.D;
    }
}
