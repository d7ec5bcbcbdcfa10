using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>What one thread brings into each slab: one quad where there is a thread for each, else up to four.</summary>
internal struct SlabLoader<Path, S> where Path : struct, ISlabPath where S : struct, ISlab
{
    private ArrayView<float> from;
    private Quad q0, q1, q2, q3;
    private int at0, at1, at2, at3;

    private static int Quads => S.Lines * S.Depth / 4 / S.Threads;

    /// <summary>Before the first slab.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(ArrayView<float> operand, int thread, int firstLine, int firstTerm, int lines, int terms)
    {
        from = operand;
        at0 = Path.Start<S>(thread, firstLine, firstTerm, lines, terms);
        if (Quads > 1) at1 = Path.Start<S>(thread + S.Threads, firstLine, firstTerm, lines, terms);
        if (Quads > 2) at2 = Path.Start<S>(thread + 2 * S.Threads, firstLine, firstTerm, lines, terms);
        if (Quads > 2) at3 = Path.Start<S>(thread + 3 * S.Threads, firstLine, firstTerm, lines, terms);
    }

    /// <summary>Starts to load the numbers, and moves on by a slab.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int thread, int firstLine, int termsLeft, int lines)
    {
        q0 = Path.Fetch<S>(from, at0, thread, firstLine, termsLeft, lines);
        if (Quads > 1) q1 = Path.Fetch<S>(from, at1, thread + S.Threads, firstLine, termsLeft, lines);
        if (Quads > 2) q2 = Path.Fetch<S>(from, at2, thread + 2 * S.Threads, firstLine, termsLeft, lines);
        if (Quads > 2) q3 = Path.Fetch<S>(from, at3, thread + 3 * S.Threads, firstLine, termsLeft, lines);
        var step = Path.Step<S>(lines);
        (at0, at1, at2, at3) = (at0 + step, at1 + step, at2 + step, at3 + step);
    }

    /// <summary>Stores what was loaded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Keep(ArrayView<Quad> slab, int thread)
    {
        Path.Keep<S>(q0, slab, thread);
        if (Quads > 1) Path.Keep<S>(q1, slab, thread + S.Threads);
        if (Quads > 2) Path.Keep<S>(q2, slab, thread + 2 * S.Threads);
        if (Quads > 2) Path.Keep<S>(q3, slab, thread + 3 * S.Threads);
    }
}
