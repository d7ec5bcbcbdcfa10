using Engine.Lanes;

namespace Engine.Tests.Lanes;

/// <summary>Runs a function of vectors over arrays.</summary>
internal static unsafe class Vectors
{
    public static float[] Map<V>(float[] xs, Func<V, V> f) where V : struct, IVectorLane<V> => Map<V>(xs, xs, (x, _) => f(x));

    /// <summary>f(xs[i], ys[i]); the last vector is filled up with ones.</summary>
    public static float[] Map<V>(float[] xs, float[] ys, Func<V, V, V> f) where V : struct, IVectorLane<V>
    {
        var count = (xs.Length + V.Width - 1) / V.Width * V.Width;
        var (a, b, results) = (Padded(xs, count), Padded(ys, count), new float[count]);
        fixed (float* pa = a, pb = b, pr = results)
            for (var i = 0; i < count; i += V.Width)
                V.Store(f(V.Load(pa + i), V.Load(pb + i)), pr + i);
        return results[..xs.Length];
    }

    private static float[] Padded(float[] xs, int count) => [.. xs, .. Enumerable.Repeat(1f, count - xs.Length)];
}
