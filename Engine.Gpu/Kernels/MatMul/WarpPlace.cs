using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels;

/// <summary>Threads of a tile by warps of 4×8. For each term a warp then reads 4 quads of A and 8 of B, each quad once for all who
/// want it; in whole rows it would read 2 and 16, and take half again as long.</summary>
internal static class WarpPlace
{
    private const int Warp = 32, Down = 4, Across = 8;

    /// <summary>Where a thread stands in a tile with so many columns of threads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Row, int Column) Of(int thread, int columns)
    {
        var (warp, lane) = (thread / Warp, thread % Warp);
        // 128-bit loads are served for eight lanes at a time: each eight are 2×4, not 1×8, so that none reads more than 6 quads.
        var (row, column) = (lane / 16 * 2 + lane % 2, lane % 16 / 2);
        return (warp / (columns / Across) * Down + row, warp % (columns / Across) * Across + column);
    }
}
