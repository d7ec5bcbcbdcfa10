using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Bench.Limits;

/// <summary>Loops that do nothing but use memory, several passes in one call. Counts are multiples of <see cref="Step"/>.</summary>
internal static unsafe class MemoryLoops<V> where V : struct, IVectorLane<V>
{
    private const MethodImplOptions Once = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Elements of one turn of a loop.</summary>
    public static int Step => 4 * V.Width;

    /// <summary>Σ x[i], in four sums so that additions do not wait for each other.</summary>
    [MethodImpl(Once)]
    public static V Read(float* x, long count, int passes)
    {
        V s0 = V.Of(0), s1 = s0, s2 = s0, s3 = s0;
        for (; passes > 0; passes--)
        {
            var a = x;
            for (var end = a + count; a < end; a += 4 * V.Width)
            {
                s0 += V.Load(a);
                s1 += V.Load(a + V.Width);
                s2 += V.Load(a + 2 * V.Width);
                s3 += V.Load(a + 3 * V.Width);
            }
        }
        return s0 + s1 + (s2 + s3);
    }

    /// <summary>y[i] = x[i].</summary>
    [MethodImpl(Once)]
    public static void Copy(float* x, float* y, long count, int passes)
    {
        for (; passes > 0; passes--)
        {
            float* a = x, b = y;
            for (var end = a + count; a < end; a += 4 * V.Width, b += 4 * V.Width)
            {
                V.Store(V.Load(a), b);
                V.Store(V.Load(a + V.Width), b + V.Width);
                V.Store(V.Load(a + 2 * V.Width), b + 2 * V.Width);
                V.Store(V.Load(a + 3 * V.Width), b + 3 * V.Width);
            }
        }
    }

    /// <summary>z[i] = y[i] + 3·x[i].</summary>
    [MethodImpl(Once)]
    public static void Triad(float* x, float* y, float* z, long count, int passes)
    {
        var three = V.Of(3);
        for (; passes > 0; passes--)
        {
            float* a = x, b = y, c = z;
            for (var end = a + count; a < end; a += 4 * V.Width, b += 4 * V.Width, c += 4 * V.Width)
            {
                V.Store(V.MulAdd(three, V.Load(a), V.Load(b)), c);
                V.Store(V.MulAdd(three, V.Load(a + V.Width), V.Load(b + V.Width)), c + V.Width);
                V.Store(V.MulAdd(three, V.Load(a + 2 * V.Width), V.Load(b + 2 * V.Width)), c + 2 * V.Width);
                V.Store(V.MulAdd(three, V.Load(a + 3 * V.Width), V.Load(b + 3 * V.Width)), c + 3 * V.Width);
            }
        }
    }
}
