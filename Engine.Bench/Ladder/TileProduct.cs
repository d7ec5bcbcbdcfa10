using Engine.Devices.Cpu;

namespace Engine.Bench.Ladder;

/// <summary>Fourth rung: a tile of C stays in registers for the whole sum, so that C is written once and each number that is loaded
/// serves several multiply-adds. The micro-kernel is the engine's; there is no blocking for caches and no packing yet.</summary>
public static unsafe class TileProduct
{
    /// <inheritdoc cref="RowProduct.Run"/>
    /// <remarks>m must be a multiple of 4, n one of 16.</remarks>
    public static void Run(int m, int n, int k, float* a, float* b, float* c)
    {
        for (var i = 0; i < m; i += Tile512.Rows)
        {
            for (var j = 0; j < n; j += Tile512.Columns)
            {
                Tile512.Multiply(
                    Math.Min(Tile512.Rows, m - i), Math.Min(Tile512.Columns, n - j), k,
                    new Operand(a, k, 1).From(i, 0), new Operand(b, 1, n).From(j, 0), c + i * n + j, n, add: false);
            }
        }
    }
}
