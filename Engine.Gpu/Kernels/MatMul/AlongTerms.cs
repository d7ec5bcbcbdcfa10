using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Slots of four terms of one line: they are spread over four rows of the slab.</summary>
internal static class AlongTerms<S> where S : struct, ISlab
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Line(int slot) => slot / (S.Depth / 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Term(int slot) => slot % (S.Depth / 4) * 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Start(int slot, int firstLine, int firstTerm, int lines, int terms) =>
        TermsTogether.At(Pitch.Clamp(firstLine + Line(slot), lines), firstTerm + Term(slot), lines, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Keep(Quad numbers, ArrayView<Quad> slab, int slot)
    {
        var to = slab.Cast<float>().SubView(Term(slot) * Pitch.Floats(S.Lines) + Line(slot));
        to[0] = numbers.A;
        to[Pitch.Floats(S.Lines)] = numbers.B;
        to[2 * Pitch.Floats(S.Lines)] = numbers.C;
        to[3 * Pitch.Floats(S.Lines)] = numbers.D;
    }
}
