using Engine.Lanes;

namespace Engine.Devices.Reference;

/// <summary>Reductions along one axis as their definitions.</summary>
internal static class ReferenceReductions
{
    public static void Sum(double[] x, double[] y, AxisSpan span) => ForEachLine(span, (line, at) =>
    {
        var sum = 0.0;
        for (var i = 0; i < span.Length; i++) sum += x[at(i)];
        y[line] = sum;
    });

    public static void Reduce<R>(R reducer, double[] x, double[] y, AxisSpan span) where R : struct, IReducer => ForEachLine(span, (line, at) =>
    {
        var result = reducer.Identity<F64>();
        for (var i = 0; i < span.Length; i++) result = reducer.Combine(result, new F64(x[at(i)]));
        y[line] = result.Value;
    });

    public static void ArgMax(double[] x, double[] y, AxisSpan span) => ForEachLine(span, (line, at) =>
    {
        var best = 0;
        for (var i = 1; i < span.Length; i++)
            if (x[at(i)] > x[at(best)] || double.IsNaN(x[at(i)]) && !double.IsNaN(x[at(best)])) best = i;
        y[line] = best;
    });

    public static void CumulativeSum(double[] x, double[] y, AxisSpan span, bool reverse) => ForEachLine(span, (_, at) =>
    {
        var sum = 0.0;
        for (var step = 0; step < span.Length; step++)
        {
            var i = reverse ? span.Length - 1 - step : step;
            y[at(i)] = sum += x[at(i)];
        }
    });

    public static void LogSumExp(double[] x, double[] y, AxisSpan span) => ForEachLine(span, (line, at) => y[line] = LogSumExp(x, span.Length, at));

    public static void Softmax(double[] x, double[] y, AxisSpan span, bool logarithm) => ForEachLine(span, (_, at) =>
    {
        var (max, sum) = ShiftedSum(x, span.Length, at);
        for (var i = 0; i < span.Length; i++) y[at(i)] = logarithm ? x[at(i)] - max - Math.Log(sum) : Math.Exp(x[at(i)] - max) / sum;
    });

    public static void SoftmaxGradient(double[] g, double[] y, double[] dx, AxisSpan span, bool logarithm) => ForEachLine(span, (_, at) =>
    {
        var sum = 0.0;
        for (var i = 0; i < span.Length; i++) sum += logarithm ? g[at(i)] : g[at(i)] * y[at(i)];
        for (var i = 0; i < span.Length; i++)
            dx[at(i)] = logarithm ? g[at(i)] - Math.Exp(y[at(i)]) * sum : y[at(i)] * (g[at(i)] - sum);
    });

    /// <summary>max + ln Σ exp(x − max); −∞ for all −∞, and ∞ for an ∞, although ∞ − ∞ is NaN.</summary>
    private static double LogSumExp(double[] x, int length, Func<int, int> at)
    {
        var (max, sum) = ShiftedSum(x, length, at);
        return max + Math.Log(sum);
    }

    /// <summary>
    /// The largest, and Σ exp(x − max): no rounding of max + ln Σ gets into what is made from both. Where the largest is
    /// infinite, 1 for the sum, since ∞ − ∞ is NaN: the others then have softmax 0.
    /// </summary>
    private static (double Max, double Sum) ShiftedSum(double[] x, int length, Func<int, int> at)
    {
        var max = double.NegativeInfinity;
        for (var i = 0; i < length; i++) max = Math.Max(max, x[at(i)]);
        if (double.IsInfinity(max)) return (max, 1);
        var sum = 0.0;
        for (var i = 0; i < length; i++) sum += Math.Exp(x[at(i)] - max);
        return (max, sum);
    }

    /// <summary>Calls <paramref name="visit"/> for each line along the axis, with its number and the position of its element i.</summary>
    private static void ForEachLine(AxisSpan span, Action<int, Func<int, int>> visit)
    {
        for (var o = 0; o < span.Outer; o++)
            for (var j = 0; j < span.Inner; j++)
            {
                var start = o * span.Length * span.Inner + j;
                visit(o * span.Inner + j, i => start + i * span.Inner);
            }
    }
}
