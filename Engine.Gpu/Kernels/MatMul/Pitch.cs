using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels;

/// <summary>From one term of a slab to the next in shared memory: a quad more than its lines. Without it, numbers that are stored one
/// below the other would all go to the same of the 32 banks, one after the other.</summary>
internal static class Pitch
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Quads(int lines) => lines / 4 + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Floats(int lines) => lines + 4;

    /// <summary>A line of the operand, for lines past its end the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Clamp(int line, int lines) => line < lines ? line : lines - 1;
}
