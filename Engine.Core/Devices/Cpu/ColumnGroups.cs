namespace Engine.Devices.Cpu;

/// <summary>Columns of an <see cref="AxisSpan"/> in groups that are walked down together: the items of work across an axis.</summary>
/// <param name="Span">The tensor and its axis.</param>
/// <param name="Width">Columns in a group.</param>
internal readonly record struct ColumnGroups(AxisSpan Span, int Width)
{
    /// <summary>Groups of one outer position.</summary>
    private int Across => (Span.Inner - 1) / Width + 1;

    /// <summary>All groups.</summary>
    public int Count => Span.Inner == 0 ? 0 : Span.Outer * Across;

    /// <summary>Elements that one group reads.</summary>
    public int Elements => Span.Length * Math.Min(Width, Span.Inner);

    /// <summary>Where group <paramref name="item"/> starts in the tensor and in its reduction, and its columns.</summary>
    public (nint Start, nint Reduced, int Columns) At(int item)
    {
        var (o, group) = Math.DivRem(item, Across);
        var j = group * Width;
        return ((nint)o * Span.Length * Span.Inner + j, (nint)o * Span.Inner + j, Math.Min(Width, Span.Inner - j));
    }
}
