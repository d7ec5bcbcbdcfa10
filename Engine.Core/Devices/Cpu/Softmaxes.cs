using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>Log-sum-exp, softmax and its gradient: along contiguous lines, short or long, or down columns.</summary>
internal static unsafe class Softmaxes<V> where V : struct, IVectorLane<V>
{
    /// <summary>See <see cref="Device.LogSumExp"/>.</summary>
    public static void LogSumExp(Workers workers, float* x, float* y, AxisSpan span)
    {
        var groups = new ColumnGroups(span, V.Width);
        if (IsShort(span)) RunShort(workers, span, new SoftmaxShortLines<V>.LogSumExp(x, y, span.Outer, span.Length));
        else if (span.Inner == 1) RangeWork.Run(workers, span.Outer, span.Length, new SoftmaxLines<V>.LogSumExp(x, y, span.Length));
        else RangeWork.Run(workers, groups.Count, groups.Elements, new SoftmaxColumns<V>.LogSumExp(x, y, groups));
    }

    /// <summary>See <see cref="Device.Softmax"/>.</summary>
    public static void Softmax(Workers workers, float* x, float* y, AxisSpan span, bool logarithm)
    {
        var groups = new ColumnGroups(span, V.Width);
        if (IsShort(span)) RunShort(workers, span, new SoftmaxShortLines<V>.Softmax(x, y, span.Outer, span.Length, logarithm));
        else if (span.Inner == 1) RangeWork.Run(workers, span.Outer, span.Length, new SoftmaxLines<V>.Softmax(x, y, span.Length, logarithm));
        else RangeWork.Run(workers, groups.Count, groups.Elements, new SoftmaxColumns<V>.Softmax(x, y, groups, logarithm));
    }

    /// <summary>See <see cref="Device.SoftmaxGradient"/>.</summary>
    public static void Gradient(Workers workers, float* g, float* y, float* dx, AxisSpan span, bool logarithm)
    {
        var groups = new ColumnGroups(span, V.Width);
        if (IsShort(span)) RunShort(workers, span, new SoftmaxShortLines<V>.Gradient(g, y, dx, span.Outer, span.Length, logarithm));
        else if (span.Inner == 1) RangeWork.Run(workers, span.Outer, span.Length, new SoftmaxLines<V>.Gradient(g, y, dx, span.Length, logarithm));
        else RangeWork.Run(workers, groups.Count, groups.Elements, new SoftmaxColumns<V>.Gradient(g, y, dx, groups, logarithm));
    }

    // The length alone decides: a line's result must not depend on how many others there are.
    private static bool IsShort(AxisSpan span) => span.Inner == 1 && span.Length <= SoftmaxShortLines<V>.Longest;

    private static void RunShort<W>(Workers workers, AxisSpan span, W work) where W : struct, IRangeWork =>
        RangeWork.Run(workers, (span.Outer + V.Width - 1) / V.Width, V.Width * span.Length, work);
}
