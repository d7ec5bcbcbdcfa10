using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels;

/// <summary>A stored [K, M], or B stored [K, N].</summary>
internal readonly struct LinesTogether : ISide
{
    public static bool TermsTogether => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(int line, int term, int lines, int terms) => term * lines + line;
}
