using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels;

/// <summary>4×2 threads, all that the emulated device has; slabs of 4 terms.</summary>
internal readonly struct Threads4x2 : ITileShape
{
    public static int Rows => 4;

    public static int Columns => 2;

    public static int Depth => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Row, int Column) Place(int thread) => (thread / 2, thread % 2);
}
