using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>A number and its position as one whole number: the upper half orders as the numbers do, the lower falls with the position.</summary>
/// <remarks>The bits of floats, taken as a whole number, order as the floats; of negative ones in reverse. NaN, of whatever
/// bits, is above all, and −0 is 0.</remarks>
internal readonly struct RankTerms(ArrayView<float> x) : ITerms<long>
{
    private const int Infinity = 0x7F800000;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long At(int at, int i)
    {
        var bits = BitConverter.SingleToInt32Bits(x[at]);
        var magnitude = bits & int.MaxValue;
        var key = magnitude > Infinity ? int.MaxValue : bits < 0 ? -magnitude : magnitude;
        return Of(key, i);
    }

    /// <summary>The rank of a key at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Of(int key, int position) => ((long)key << 32) | (uint)(int.MaxValue - position);

    /// <summary>The position of a rank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Position(long rank) => int.MaxValue - (int)(rank & int.MaxValue);
}
