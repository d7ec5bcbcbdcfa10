using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>Log-sum-exp, softmax and its gradient: along contiguous lines or down columns.</summary>
internal static unsafe class Softmaxes<V> where V : struct, IVectorLane<V>
{
    /// <summary>Additions that take the time of one element: so a thousand lines of ten classes are worth two threads.</summary>
    private const int Cost = 4;

    public static void LogSumExp(Workers workers, float* x, float* y, AxisSpan span)
    {
        var groups = new ColumnGroups(span, V.Width);
        if (span.Inner == 1) RangeWork.Run(workers, span.Outer, Cost * span.Length, new SoftmaxLines<V>.LogSumExp(x, y, span.Length));
        else RangeWork.Run(workers, groups.Count, Cost * groups.Elements, new SoftmaxColumns<V>.LogSumExp(x, y, groups));
    }

    public static void Softmax(Workers workers, float* x, float* y, AxisSpan span, bool logarithm)
    {
        var groups = new ColumnGroups(span, V.Width);
        if (span.Inner == 1) RangeWork.Run(workers, span.Outer, Cost * span.Length, new SoftmaxLines<V>.Softmax(x, y, span.Length, logarithm));
        else RangeWork.Run(workers, groups.Count, Cost * groups.Elements, new SoftmaxColumns<V>.Softmax(x, y, groups, logarithm));
    }

    public static void Gradient(Workers workers, float* g, float* y, float* dx, AxisSpan span, bool logarithm)
    {
        var groups = new ColumnGroups(span, V.Width);
        if (span.Inner == 1) RangeWork.Run(workers, span.Outer, Cost * span.Length, new SoftmaxLines<V>.Gradient(g, y, dx, span.Length, logarithm));
        else RangeWork.Run(workers, groups.Count, Cost * groups.Elements, new SoftmaxColumns<V>.Gradient(g, y, dx, groups, logarithm));
    }
}
