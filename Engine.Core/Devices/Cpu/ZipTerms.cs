using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>Terms f(a[i], b[i]), made piece by piece in a buffer that stays in the first cache.</summary>
/// <param name="op">f.</param>
/// <param name="a">Left operands.</param>
/// <param name="b">Right operands: <paramref name="repeat"/> of them, which are taken again and again.</param>
/// <param name="repeat">Some whole lines.</param>
internal readonly unsafe struct ZipTerms<V, Op>(Op op, float* a, float* b, int repeat) : ITerms
    where V : struct, IVectorLane<V> where Op : struct, IBinaryOp
{
    private const int Piece = 1024;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public double Sum(nint start, int count)
    {
        float* buffer = stackalloc float[Piece + Part.Buffer], left = a + start, right = b + start % repeat;
        var sum = 0.0;
        for (var i = 0; i < count; i += Piece)
        {
            var part = Math.Min(Piece, count - i);
            Values(op, left + i, right + i, buffer, part);
            sum += LineSums.Of(buffer, part);
        }
        return sum;
    }

    /// <summary>y[i] = f(a[i], b[i]); up to a vector more of <paramref name="y"/> gets numbers without meaning.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Values(Op op, float* a, float* b, float* y, nint count)
    {
        for (nint i = 0; i < count; i += V.Width) V.Store(op.Value(V.Load(a + i), V.Load(b + i)), y + i);
    }
}
