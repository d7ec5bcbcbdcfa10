using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>Log-sum-exp, softmax and its gradient down columns: a vector of neighbouring columns at a time.</summary>
/// <remarks>The last vector of a row may reach beyond it; what it computes there is not written.</remarks>
internal static unsafe class SoftmaxColumns<V> where V : struct, IVectorLane<V>
{
    /// <summary>y = m + ln Σᵢ exp(x[i] − m) with m the largest; m itself if it is infinite.</summary>
    public readonly struct LogSumExp(float* x, float* y, ColumnGroups groups) : IRangeWork
    {
        /// <inheritdoc/>
        public void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
            {
                var (start, reduced, columns) = groups.At(item);
                Part.Store(LogSumExpOf(x + start, groups.Span.Inner, groups.Span.Length), y + reduced, columns);
            }
        }
    }

    /// <summary>y[i] = exp(x[i] − m)/s or x[i] − m − ln s, with s = Σᵢ exp(x[i] − m).</summary>
    public readonly struct Softmax(float* x, float* y, ColumnGroups groups, bool logarithm) : IRangeWork
    {
        /// <inheritdoc/>
        public void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
            {
                var (start, _, columns) = groups.At(item);
                if (logarithm) LogColumns(x + start, y + start, groups.Span.Inner, groups.Span.Length, columns);
                else Columns(x + start, y + start, groups.Span.Inner, groups.Span.Length, columns);
            }
        }
    }

    /// <summary>dx[i] = y[i]·(g[i] − Σ g·y), or g[i] − exp(y[i])·Σ g for the logarithm.</summary>
    public readonly struct Gradient(float* g, float* y, float* dx, ColumnGroups groups, bool logarithm) : IRangeWork
    {
        /// <inheritdoc/>
        public void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
            {
                var (start, _, columns) = groups.At(item);
                if (logarithm) LogGradient(g + start, y + start, dx + start, groups.Span.Inner, groups.Span.Length, columns);
                else GradientOf(g + start, y + start, dx + start, groups.Span.Inner, groups.Span.Length, columns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V LogSumExpOf(float* x, nint stride, int rows)
    {
        var largest = Largest(x, stride, rows);
        return V.IfEqual(V.Abs(largest), V.Of(double.PositiveInfinity), largest, largest + V.Log(SumExp(x, stride, rows, largest)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(float* x, float* y, nint stride, int rows, int columns)
    {
        var largest = Largest(x, stride, rows);
        var factor = V.Of(1) / Total(x, stride, rows, largest);
        for (nint i = 0; i < rows; i++) Store(V.Exp(V.Load(x + i * stride) - largest) * factor, y + i * stride, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogColumns(float* x, float* y, nint stride, int rows, int columns)
    {
        var largest = Largest(x, stride, rows);
        var logSum = V.Log(Total(x, stride, rows, largest));
        for (nint i = 0; i < rows; i++) Store(V.Load(x + i * stride) - largest - logSum, y + i * stride, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GradientOf(float* g, float* y, float* dx, nint stride, int rows, int columns)
    {
        V dot = V.Of(0), part = dot;
        for (nint i = 0; i < rows; i++)
        {
            part = V.MulAdd(V.Load(g + i * stride), V.Load(y + i * stride), part);
            if ((i + 1) % CpuTuning.FloatSumRows == 0) (dot, part) = (dot + part, V.Of(0));
        }
        dot += part;
        for (nint i = 0; i < rows; i++) Store(V.Load(y + i * stride) * (V.Load(g + i * stride) - dot), dx + i * stride, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogGradient(float* g, float* y, float* dx, nint stride, int rows, int columns)
    {
        V sum = V.Of(0), part = sum;
        for (nint i = 0; i < rows; i++)
        {
            part += V.Load(g + i * stride);
            if ((i + 1) % CpuTuning.FloatSumRows == 0) (sum, part) = (sum + part, V.Of(0));
        }
        sum += part;
        for (nint i = 0; i < rows; i++) Store(V.Load(g + i * stride) - V.Exp(V.Load(y + i * stride)) * sum, dx + i * stride, columns);
    }

    private static V Largest(float* x, nint stride, int rows)
    {
        var largest = V.Of(double.NegativeInfinity);
        for (nint i = 0; i < rows; i++) largest = V.Max(largest, V.Load(x + i * stride));
        return largest;
    }

    /// <summary>Σᵢ exp(x[i] − m), or 1 where m is infinite and stands for the whole sum.</summary>
    private static V Total(float* x, nint stride, int rows, V largest) =>
        V.IfEqual(V.Abs(largest), V.Of(double.PositiveInfinity), V.Of(1), SumExp(x, stride, rows, largest));

    private static V SumExp(float* x, nint stride, int rows, V largest)
    {
        // Long columns are summed in two levels, for the rounding error of √rows additions instead of rows.
        V sum = V.Of(0), part = sum;
        for (nint i = 0; i < rows; i++)
        {
            part += V.Exp(V.Load(x + i * stride) - largest);
            if ((i + 1) % CpuTuning.FloatSumRows == 0) (sum, part) = (sum + part, V.Of(0));
        }
        return sum + part;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(V value, float* y, int columns)
    {
        if (columns >= V.Width) V.Store(value, y);
        else Part.Store(value, y, columns);
    }
}
