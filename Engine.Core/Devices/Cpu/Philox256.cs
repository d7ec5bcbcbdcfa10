using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>Twice four blocks of Philox at once; the scalar form is <see cref="Philox"/>.</summary>
/// <remarks>
/// Every element of 64 bits holds one word in its lower half. Its upper half is whatever the last product left there: a
/// product reads the lower halves only, so nothing needs to be masked until the end.
/// </remarks>
internal readonly struct Philox256 : IPhiloxVector<V256>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Blocks(ulong seed, ulong stream, ulong counter, out V256 even, out V256 odd, out V256 nextEven, out V256 nextOdd)
    {
        // Two chains of rounds in one loop: a round waits for its products most of the time.
        var c0 = Vector256.Create(counter) + Vector256<ulong>.Indices;
        var d0 = c0 + Vector256.Create((ulong)Vector256<ulong>.Count);
        var (c1, c2, c3) = (c0 >> 32, Vector256.Create(stream), Vector256.Create(stream >> 32));
        var (d1, d2, d3) = (d0 >> 32, c2, c3);
        var (k0, k1) = (Vector256.Create(seed), Vector256.Create(seed >> 32));
        for (var round = 0; round < 10; round++)
        {
            var (p0, p1) = (Product(c0, 0xD2511F53), Product(c2, 0xCD9E8D57));
            var (q0, q1) = (Product(d0, 0xD2511F53), Product(d2, 0xCD9E8D57));
            (c0, c1, c2, c3) = ((p1 >> 32) ^ c1 ^ k0, p1, (p0 >> 32) ^ c3 ^ k1, p0);
            (d0, d1, d2, d3) = ((q1 >> 32) ^ d1 ^ k0, q1, (q0 >> 32) ^ d3 ^ k1, q0);
            k0 += Vector256.Create(0x9E3779B9UL);
            k1 += Vector256.Create(0xBB67AE85UL);
        }
        (even, odd) = (Numbers(c0, c2), Numbers(c1, c3));
        (nextEven, nextOdd) = (Numbers(d0, d2), Numbers(d1, d3));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static unsafe void Interleave(V256 even, V256 odd, float* y)
    {
        var (low, high) = (even.Bits.AsUInt32(), odd.Bits.AsUInt32());
        Vector256.Store(Vector256.WidenLower(low) | Vector256.WidenLower(high) << 32, (ulong*)y);
        Vector256.Store(Vector256.WidenUpper(low) | Vector256.WidenUpper(high) << 32, (ulong*)(y + 8));
    }

    /// <summary>The product of the lower halves, 32 × 32 → 64 bits.</summary>
    [MethodImpl(Inline)]
    private static Vector256<ulong> Product(Vector256<ulong> a, uint b) => Avx2.IsSupported
        ? Avx2.Multiply(a.AsUInt32(), Vector256.Create((ulong)b).AsUInt32())
        : (a & Vector256.Create((ulong)uint.MaxValue)) * b;

    /// <summary>The lower halves of both in turn, without their lowest eight bits.</summary>
    [MethodImpl(Inline)]
    private static V256 Numbers(Vector256<ulong> first, Vector256<ulong> second)
    {
        var words = Vector256.ConditionalSelect(Vector256.Create((ulong)uint.MaxValue), first, second << 32).AsInt32();
        return new(Vector256.ConvertToSingle(Vector256.ShiftRightLogical(words, 8)));
    }
}
