using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>Twice eight blocks of Philox at once; the scalar form is <see cref="Philox"/>.</summary>
/// <remarks>
/// Every element of 64 bits holds one word in its lower half. Its upper half is whatever the last product left there: a
/// product reads the lower halves only, so nothing needs to be masked until the end.
/// </remarks>
internal readonly struct Philox512 : IPhiloxVector<V512>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Blocks(ulong seed, ulong stream, ulong counter, out V512 even, out V512 odd, out V512 nextEven, out V512 nextOdd)
    {
        // Two chains of rounds in one loop: a round waits for its products most of the time.
        var c0 = Vector512.Create(counter) + Vector512<ulong>.Indices;
        var d0 = c0 + Vector512.Create((ulong)Vector512<ulong>.Count);
        var (c1, c2, c3) = (c0 >> 32, Vector512.Create(stream), Vector512.Create(stream >> 32));
        var (d1, d2, d3) = (d0 >> 32, c2, c3);
        var (k0, k1) = (Vector512.Create(seed), Vector512.Create(seed >> 32));
        for (var round = 0; round < 10; round++)
        {
            var (p0, p1) = (Product(c0, 0xD2511F53), Product(c2, 0xCD9E8D57));
            var (q0, q1) = (Product(d0, 0xD2511F53), Product(d2, 0xCD9E8D57));
            (c0, c1, c2, c3) = ((p1 >> 32) ^ c1 ^ k0, p1, (p0 >> 32) ^ c3 ^ k1, p0);
            (d0, d1, d2, d3) = ((q1 >> 32) ^ d1 ^ k0, q1, (q0 >> 32) ^ d3 ^ k1, q0);
            k0 += Vector512.Create(0x9E3779B9UL);
            k1 += Vector512.Create(0xBB67AE85UL);
        }
        (even, odd) = (Numbers(c0, c2), Numbers(c1, c3));
        (nextEven, nextOdd) = (Numbers(d0, d2), Numbers(d1, d3));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe void Interleave(V512 even, V512 odd, float* y)
    {
        Vector512.Store(Pick(even.Bits, odd.Bits, Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)), y);
        Vector512.Store(Pick(even.Bits, odd.Bits, Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)), y + 16);
    }

    /// <summary>The product of the lower halves, 32 × 32 → 64 bits.</summary>
    [MethodImpl(Inline)]
    private static Vector512<ulong> Product(Vector512<ulong> a, uint b) => Avx512F.IsSupported
        ? Avx512F.Multiply(a.AsUInt32(), Vector512.Create((ulong)b).AsUInt32())
        : (a & Vector512.Create((ulong)uint.MaxValue)) * b;

    /// <summary>The lower halves of both in turn, without their lowest eight bits.</summary>
    [MethodImpl(Inline)]
    private static V512 Numbers(Vector512<ulong> first, Vector512<ulong> second)
    {
        var words = Pick(first.AsSingle(), second.AsSingle(), Vector512.Create(0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30)).AsInt32();
        return new(Vector512.ConvertToSingle(Vector512.ShiftRightLogical(words, 8)));
    }

    /// <summary>Elements of two vectors at once, those of the second numbered from 16.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> Pick(Vector512<float> first, Vector512<float> second, Vector512<int> which) => Avx512F.IsSupported
        ? Avx512F.PermuteVar16x32x2(first, which, second)
        : Vector512.ConditionalSelect(Vector512.LessThan(which, Vector512.Create(16)).AsSingle(), Vector512.Shuffle(first, which), Vector512.Shuffle(second, which - Vector512.Create(16)));
}
