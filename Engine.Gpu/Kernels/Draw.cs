using System.Runtime.CompilerServices;
using Engine.Lanes;
using Engine.Lanes.Elementary;

namespace Engine.Gpu.Kernels;

/// <summary>The four random numbers that one block of Philox gives: the same as on every device, since they depend on their position alone.</summary>
internal static class Draw
{
    /// <summary>n·2⁻²⁴ for the upper 24 bits n of each word: exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Uniform(RandomState state, int block)
    {
        var q = Words(state, block);
        q.A *= 1f / (1 << 24);
        q.B *= 1f / (1 << 24);
        q.C *= 1f / (1 << 24);
        q.D *= 1f / (1 << 24);
        return q;
    }

    /// <summary>Two pairs of normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad Normal(RandomState state, int block)
    {
        var q = Words(state, block);
        var (first, second, third, fourth) = (new F32(q.A), new F32(q.B), new F32(q.C), new F32(q.D));
        BoxMuller.Transform(ref first, ref second);
        BoxMuller.Transform(ref third, ref fourth);
        return new() { A = first.Value, B = second.Value, C = third.Value, D = fourth.Value };
    }

    /// <summary>The upper 24 bits of each word, which float holds exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Quad Words(RandomState state, int block)
    {
        var words = Philox.Block(state.Seed, state.Stream, state.Counter + (ulong)block);
        return new() { A = (int)(words.X0 >> 8), B = (int)(words.X1 >> 8), C = (int)(words.X2 >> 8), D = (int)(words.X3 >> 8) };
    }
}
