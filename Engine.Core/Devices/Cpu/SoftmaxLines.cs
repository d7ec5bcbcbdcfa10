using System.Runtime.CompilerServices;
using Engine.Lanes;
using Engine.Operations;

namespace Engine.Devices.Cpu;

/// <summary>Log-sum-exp, softmax and its gradient of contiguous lines.</summary>
internal static unsafe class SoftmaxLines<V> where V : struct, IVectorLane<V>
{
    /// <summary>y = ln Σᵢ exp x[i] = m + ln Σᵢ exp(x[i] − m) with m the largest; m itself if it is infinite.</summary>
    public readonly struct LogSumExp(float* x, float* y, int length) : IRangeWork
    {
        /// <inheritdoc/>
        public void Run(int first, int count)
        {
            for (var line = first; line < first + count; line++)
            {
                var from = x + (nint)line * length;
                var largest = ReduceLoop<V, Maximum>.Line(default, from, length);
                y[line] = float.IsInfinity(largest) ? largest : (float)(largest + Math.Log(SumExp(from, null, length, largest)));
            }
        }
    }

    /// <summary>y[i] = exp(x[i] − m)/s or x[i] − m − ln s, with s = Σᵢ exp(x[i] − m).</summary>
    public readonly struct Softmax(float* x, float* y, int length, bool logarithm) : IRangeWork
    {
        /// <inheritdoc/>
        public void Run(int first, int count)
        {
            for (var line = first; line < first + count; line++)
            {
                float* from = x + (nint)line * length, to = y + (nint)line * length;
                var largest = ReduceLoop<V, Maximum>.Line(default, from, length);
                var sum = SumExp(from, logarithm ? null : to, length, largest);
                // An infinite maximum stands for the whole sum, as in LogSumExp.
                if (float.IsInfinity(largest)) sum = 1;
                if (logarithm) Shift(from, to, length, largest, (float)Math.Log(sum));
                else Scale(to, length, (float)(1 / sum));
            }
        }
    }

    /// <summary>dx[i] = y[i]·(g[i] − Σ g·y), or g[i] − exp(y[i])·Σ g for the logarithm.</summary>
    public readonly struct Gradient(float* g, float* y, float* dx, int length, bool logarithm) : IRangeWork
    {
        /// <inheritdoc/>
        public void Run(int first, int count)
        {
            for (var line = first; line < first + count; line++)
            {
                var start = (nint)line * length;
                if (logarithm) LogGradientLine(g + start, y + start, dx + start, length, (float)LineSums.Of(g + start, length));
                else GradientLine(g + start, y + start, dx + start, length, (float)Dot(g + start, y + start, length));
            }
        }
    }

    /// <summary>Σᵢ exp(x[i] − m), with the terms written to <paramref name="y"/> unless it is null.</summary>
    private static double SumExp(float* x, float* y, int count, float largest)
    {
        var total = 0.0;
        var shift = V.Of(largest);
        for (var start = 0; start < count; start += CpuTuning.FloatSum)
        {
            var end = Math.Min(count, start + CpuTuning.FloatSum);
            var whole = start + (end - start) / V.Width * V.Width;
            var sum = y == null ? SumOfTerms(x + start, whole - start, shift) : Terms(x + start, y + start, whole - start, shift);
            if (whole < end)
            {
                // −∞ adds exp(−∞) = 0.
                var last = V.Exp(Part.Load(x + whole, end - whole, V.Of(double.NegativeInfinity)) - shift);
                if (y != null) Part.Store(last, y + whole, end - whole);
                sum += last;
            }
            total += Part.Sum(sum);
        }
        return total;
    }

    // These two call nothing: a call after the loop would have its sum on the stack, where vectors may cross cache lines.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V SumOfTerms(float* x, nint count, V shift)
    {
        var sum = V.Of(0);
        for (nint i = 0; i < count; i += V.Width) sum += V.Exp(V.Load(x + i) - shift);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Terms(float* x, float* y, nint count, V shift)
    {
        var sum = V.Of(0);
        for (nint i = 0; i < count; i += V.Width)
        {
            var term = V.Exp(V.Load(x + i) - shift);
            sum += term;
            V.Store(term, y + i);
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(float* g, float* y, int count)
    {
        var total = 0.0;
        for (var start = 0; start < count; start += CpuTuning.FloatSum)
        {
            var sum = V.Of(0);
            nint i = start, end = Math.Min(count, start + CpuTuning.FloatSum);
            for (; i <= end - V.Width; i += V.Width) sum = V.MulAdd(V.Load(g + i), V.Load(y + i), sum);
            if (i < end)
                sum = V.MulAdd(Part.Load(g + i, (int)(end - i), V.Of(0)), Part.Load(y + i, (int)(end - i), V.Of(0)), sum);
            total += Part.Sum(sum);
        }
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shift(float* x, float* y, nint count, float largest, float logSum)
    {
        V m = V.Of(largest), s = V.Of(logSum);
        nint i = 0;
        for (; i <= count - V.Width; i += V.Width) V.Store(V.Load(x + i) - m - s, y + i);
        for (; i < count; i++) y[i] = x[i] - largest - logSum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(float* y, nint count, float factor)
    {
        var f = V.Of(factor);
        nint i = 0;
        for (; i <= count - V.Width; i += V.Width) V.Store(V.Load(y + i) * f, y + i);
        for (; i < count; i++) y[i] *= factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GradientLine(float* g, float* y, float* dx, nint count, float dot)
    {
        var d = V.Of(dot);
        nint i = 0;
        for (; i <= count - V.Width; i += V.Width) V.Store(V.Load(y + i) * (V.Load(g + i) - d), dx + i);
        for (; i < count; i++) dx[i] = y[i] * (g[i] - dot);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogGradientLine(float* g, float* y, float* dx, int count, float sum)
    {
        var s = V.Of(sum);
        for (nint i = 0; i < count; i += V.Width)
        {
            var gradient = V.Load(g + i) - V.Exp(V.Load(y + i)) * s;
            var rest = count - (int)i;
            if (rest >= V.Width) V.Store(gradient, dx + i);
            else Part.Store(gradient, dx + i, rest);
        }
    }
}
