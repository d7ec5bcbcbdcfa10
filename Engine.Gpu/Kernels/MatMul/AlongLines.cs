using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Slots of four lines of one term, which are neighbours in the slab too.</summary>
internal static class AlongLines<S> where S : struct, ISlab
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Line(int slot) => slot % (S.Lines / 4) * 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Term(int slot) => slot / (S.Lines / 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Keep(Quad numbers, ArrayView<Quad> slab, int slot) => slab[Term(slot) * Pitch.Quads(S.Lines) + Line(slot) / 4] = numbers;
}
