using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Four lines of a term by one load; the operand's lines and its start are multiples of 4.</summary>
internal readonly struct LineQuads : ISlabPath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Start<S>(int slot, int firstLine, int firstTerm, int lines, int terms) where S : struct, ISlab =>
        LinesTogether.At(Pitch.Clamp(firstLine + AlongLines<S>.Line(slot), lines - 3), firstTerm + AlongLines<S>.Term(slot), lines, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Step<S>(int lines) where S : struct, ISlab => S.Depth * lines;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Fetch<S>(ArrayView<float> from, int at, int slot, int firstLine, int termsLeft, int lines) where S : struct, ISlab =>
        AlongLines<S>.Term(slot) < termsLeft ? Quad.Of(from.SubView(at))[0] : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Keep<S>(Quad numbers, ArrayView<Quad> slab, int slot) where S : struct, ISlab => AlongLines<S>.Keep(numbers, slab, slot);
}
