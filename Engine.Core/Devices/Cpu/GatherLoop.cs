namespace Engine.Devices.Cpu;

/// <summary>y[o, k, j] = x[o, index[k], j]: one run of elements copied for each (o, k).</summary>
internal readonly unsafe struct GatherLoop(float* x, float* index, float* y, AxisSpan span, int count) : IRangeWork
{
    /// <inheritdoc/>
    public void Run(int first, int items)
    {
        for (var item = first; item < first + items; item++)
        {
            var (o, k) = Math.DivRem(item, count);
            CopyLoop.Line(x + ((nint)o * span.Length + (int)index[k]) * span.Inner, y + (nint)item * span.Inner, span.Inner);
        }
    }
}
