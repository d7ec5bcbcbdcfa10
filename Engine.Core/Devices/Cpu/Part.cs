using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    /// <summary>Writes the first <paramref name="count"/> elements.</summary>
    [SkipLocalsInit]
    public static void Store<V>(V value, float* y, int count) where V : struct, IVectorLane<V>
    {
        float* buffer = stackalloc float[Buffer];
        V.Store(value, buffer);
        for (var i = 0; i < count; i++) y[i] = buffer[i];
    }

    /// <summary>Copies a partial vector to a buffer for a whole one, filled up with its first element: a harmless operand.</summary>
    public static void Pad<V>(float* x, int count, float* buffer) where V : struct, IVectorLane<V> =>
        V.Store(Load(x, count, V.Of(*x)), buffer);

    /// <summary>The sum of all elements in double.</summary>
    [SkipLocalsInit]
    public static double Sum<V>(V value) where V : struct, IVectorLane<V>
    {
        float* buffer = stackalloc float[Buffer];
        V.Store(value, buffer);
        var sum = 0.0;
        for (var i = 0; i < V.Width; i++) sum += buffer[i];
        return sum;
    }
}
