using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>The last, partial vector of a line: read whole, with the elements that do not belong replaced, and written in part.</summary>
/// <remarks>Elements go through the same vector code wherever they stand, so no result depends on a position.</remarks>
internal static unsafe class Part
{
    /// <summary>Floats of the widest vector: the size of buffers for one.</summary>
    public const int Buffer = 16;

    private static ReadOnlySpan<float> Positions => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    /// <summary>The first <paramref name="count"/> elements and <paramref name="fill"/> in the others' place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(float* x, int count, V fill) where V : struct, IVectorLane<V>
    {
        // Constant data of the assembly never moves.
        var positions = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Positions));
        return V.IfLess(V.Load(positions), V.Of(count), V.Load(x), fill);
    }

    /// <summary>Writes the first <paramref name="count"/> elements: the bits of the count are moves of 8, 4, 2 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Store<V>(V value, float* y, int count) where V : struct, IVectorLane<V>
    {
        if (count >= V.Width)
        {
            V.Store(value, y);
            return;
        }
        float* from = stackalloc float[Buffer];
        V.Store(value, from);
        if ((count & 8) != 0) Move<Vector256<float>>(ref from, ref y);
        if ((count & 4) != 0) Move<Vector128<float>>(ref from, ref y);
        if ((count & 2) != 0) Move<Vector64<float>>(ref from, ref y);
        if ((count & 1) != 0) *y = *from;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T>(ref float* from, ref float* to) where T : unmanaged
    {
        *(T*)to = *(T*)from;
        from += sizeof(T) / sizeof(float);
        to += sizeof(T) / sizeof(float);
    }

    /// <summary>Copies a partial vector to a buffer for a whole one, filled up with its first element: a harmless operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pad<V>(float* x, int count, float* buffer) where V : struct, IVectorLane<V> =>
        V.Store(Load(x, count, V.Of(*x)), buffer);

    /// <summary>The sum of all elements in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static double Sum<V>(V value) where V : struct, IVectorLane<V>
    {
        float* buffer = stackalloc float[Buffer];
        V.Store(value, buffer);
        var sum = 0.0;
        for (var i = 0; i < V.Width; i++) sum += buffer[i];
        return sum;
    }
}
