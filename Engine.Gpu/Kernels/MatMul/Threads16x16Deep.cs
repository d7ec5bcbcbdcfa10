using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels;

/// <summary>16×16 threads, slabs of 16 terms.</summary>
internal readonly struct Threads16x16Deep : ITileShape
{
    public static int Rows => 16;

    public static int Columns => 16;

    public static int Depth => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Row, int Column) Place(int thread) => WarpPlace.Of(thread, Columns);
}
