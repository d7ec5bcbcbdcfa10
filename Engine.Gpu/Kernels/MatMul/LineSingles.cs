using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Four lines of a term one by one.</summary>
internal readonly struct LineSingles : ISlabPath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Start<S>(int slot, int firstLine, int firstTerm, int lines, int terms) where S : struct, ISlab =>
        (firstTerm + AlongLines<S>.Term(slot)) * lines;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Step<S>(int lines) where S : struct, ISlab => S.Depth * lines;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Fetch<S>(ArrayView<float> from, int at, int slot, int firstLine, int termsLeft, int lines) where S : struct, ISlab
    {
        var line = firstLine + AlongLines<S>.Line(slot);
        Quad q = default;
        if (AlongLines<S>.Term(slot) < termsLeft)
        {
            q.A = from[at + Pitch.Clamp(line, lines)];
            q.B = from[at + Pitch.Clamp(line + 1, lines)];
            q.C = from[at + Pitch.Clamp(line + 2, lines)];
            q.D = from[at + Pitch.Clamp(line + 3, lines)];
        }
        return q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Keep<S>(Quad numbers, ArrayView<Quad> slab, int slot) where S : struct, ISlab => AlongLines<S>.Keep(numbers, slab, slot);
}
