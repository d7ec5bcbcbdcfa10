using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Four terms of a line by one load; K and the operand's start are multiples of 4.</summary>
internal readonly struct TermQuads : ISlabPath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Start<S>(int slot, int firstLine, int firstTerm, int lines, int terms) where S : struct, ISlab =>
        AlongTerms<S>.Start(slot, firstLine, firstTerm, lines, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Step<S>(int lines) where S : struct, ISlab => S.Depth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Fetch<S>(ArrayView<float> from, int at, int slot, int firstLine, int termsLeft, int lines) where S : struct, ISlab =>
        AlongTerms<S>.Term(slot) < termsLeft ? Quad.Of(from.SubView(at))[0] : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Keep<S>(Quad numbers, ArrayView<Quad> slab, int slot) where S : struct, ISlab => AlongTerms<S>.Keep(numbers, slab, slot);
}
