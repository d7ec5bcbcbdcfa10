using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels;

/// <summary>8×8 threads, slabs of 8 terms.</summary>
internal readonly struct Threads8x8 : ITileShape
{
    public static int Rows => 8;

    public static int Columns => 8;

    public static int Depth => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Row, int Column) Place(int thread) => WarpPlace.Of(thread, Columns);
}
