using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Four terms of a line one by one.</summary>
internal readonly struct TermSingles : ISlabPath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Start<S>(int slot, int firstLine, int firstTerm, int lines, int terms) where S : struct, ISlab =>
        AlongTerms<S>.Start(slot, firstLine, firstTerm, lines, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Step<S>(int lines) where S : struct, ISlab => S.Depth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Fetch<S>(ArrayView<float> from, int at, int slot, int firstLine, int termsLeft, int lines) where S : struct, ISlab
    {
        var left = termsLeft - AlongTerms<S>.Term(slot);
        Quad q;
        q.A = left > 0 ? from[at] : 0;
        q.B = left > 1 ? from[at + 1] : 0;
        q.C = left > 2 ? from[at + 2] : 0;
        q.D = left > 3 ? from[at + 3] : 0;
        return q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Keep<S>(Quad numbers, ArrayView<Quad> slab, int slot) where S : struct, ISlab => AlongTerms<S>.Keep(numbers, slab, slot);
}
