using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels;

/// <summary>A stored [M, K], or B stored [N, K].</summary>
internal readonly struct TermsTogether : ISide
{
    static bool ISide.TermsTogether => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(int line, int term, int lines, int terms) => line * terms + term;
}
