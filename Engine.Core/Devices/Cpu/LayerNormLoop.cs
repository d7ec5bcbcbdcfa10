using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>y = (x − μ)/√(σ² + ε)·scale + shift, line by line: three passes over a line that stays in the first cache.</summary>
internal readonly unsafe struct LayerNormLoop<V>(float* x, float* scale, float* shift, float* y, int length, double epsilon) : IRangeWork
    where V : struct, IVectorLane<V>
{
    /// <inheritdoc/>
    public void Run(int first, int count)
    {
        for (var line = first; line < first + count; line++)
        {
            float* from = x + (nint)line * length, to = y + (nint)line * length;
            var exact = LineSums.Of(from, length) / length;
            var mean = (float)exact;
            var rest = exact - mean;                // what rounding the mean took from it
            var variance = SquaredDistance(from, length, mean) / length - rest * rest;
            var inverse = 1 / Math.Sqrt(variance + epsilon);
            Transform(from, to, mean, (float)inverse, (float)(-rest * inverse));
        }
    }

    /// <summary>Σ(x[i] − m)²: two passes, since Σx² − n·m² would cancel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SquaredDistance(float* x, int count, float mean)
    {
        var m = V.Of(mean);
        var total = 0.0;
        for (var start = 0; start < count; start += CpuTuning.FloatSum)
        {
            // Two chains, since a multiply-add takes several cycles.
            V a = V.Of(0), b = a;
            nint i = start, end = Math.Min(count, start + CpuTuning.FloatSum);
            for (; i <= end - 2 * V.Width; i += 2 * V.Width)
            {
                V left = V.Load(x + i) - m, right = V.Load(x + i + V.Width) - m;
                a = V.MulAdd(left, left, a);
                b = V.MulAdd(right, right, b);
            }
            for (; i < end; i += V.Width)
            {
                var rest = Part.Load(x + i, (int)(end - i), m) - m;
                a = V.MulAdd(rest, rest, a);
            }
            total += Part.Sum(a + b);
        }
        return total;
    }

    /// <summary>((x − m)·r + s)·scale + shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(float* from, float* to, float mean, float inverse, float rest)
    {
        float* factors = scale, summands = shift;
        V m = V.Of(mean), r = V.Of(inverse), s = V.Of(rest);
        nint i = 0, whole = length - length % V.Width;
        for (; i < whole; i += V.Width)
            V.Store(V.MulAdd(V.MulAdd(V.Load(from + i) - m, r, s), V.Load(factors + i), V.Load(summands + i)), to + i);
        if (i < length) Part.Store(V.MulAdd(V.MulAdd(V.Load(from + i) - m, r, s), V.Load(factors + i), V.Load(summands + i)), to + i, (int)(length - i));
    }
}
