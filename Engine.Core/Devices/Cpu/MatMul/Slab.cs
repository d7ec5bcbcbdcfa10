namespace Engine.Devices.Cpu;

/// <summary>Some lines of an operand by some of their terms, cut into panels of a full tile's width for the micro-kernel: read
/// where they lie, or packed as [depth, width] floats, the terms of a panel's lines side by side.</summary>
/// <remarks>Only the last panel may be narrower. If its lines are no multiple of the step it is always packed, padded with
/// zeros.</remarks>
internal readonly unsafe struct Slab
{
    private readonly Operand source;
    private readonly float* packed;
    private readonly int fullWidth, lastLines, lastWidth, firstPacked;

    /// <param name="source">Where the lines come from: its first line and term are the slab's.</param>
    /// <param name="lines">How many lines; at least 1.</param>
    /// <param name="depth">How many terms.</param>
    /// <param name="fullWidth">Lines of a full panel: MR or NR.</param>
    /// <param name="step">What the last panel is padded to a multiple of.</param>
    /// <param name="inPlace">Whether panels are read where they lie.</param>
    /// <param name="packed">Room for packed panels: of all lines, or of one panel if they stay in place.</param>
    public Slab(Operand source, int lines, int depth, int fullWidth, int step, bool inPlace, float* packed)
    {
        this.source = source;
        this.packed = packed;
        this.fullWidth = fullWidth;
        (Depth, Panels) = (depth, ((lines - 1) / fullWidth) + 1);
        lastLines = lines - ((Panels - 1) * fullWidth);
        lastWidth = (lastLines + step - 1) / step * step;
        firstPacked = !inPlace ? 0 : lastLines == lastWidth ? Panels : Panels - 1;
    }

    /// <summary>How many terms.</summary>
    public int Depth { get; }

    /// <summary>How many panels.</summary>
    public int Panels { get; }

    /// <summary>How many of them, the last ones, have to be packed.</summary>
    public int PanelsToPack => Panels - firstPacked;

    /// <summary>How many lines of the matrix panel <paramref name="i"/> holds.</summary>
    public int Lines(int i) => i < Panels - 1 ? fullWidth : lastLines;

    /// <summary>How many lines it holds with its padding.</summary>
    public int Width(int i) => i < Panels - 1 ? fullWidth : lastWidth;

    /// <summary>Panel <paramref name="i"/>, to be read by the micro-kernel.</summary>
    public Operand Panel(int i) => i < firstPacked ? Unpacked(i) : new(Place(i), 1, Width(i));

    /// <summary>Packs the <paramref name="i"/>th of the panels that have to be.</summary>
    public void Pack(int i)
    {
        i += firstPacked;
        Operand from = Unpacked(i);
        if (from.Term == 1) Packing.Transpose(from.Data, from.Line, Lines(i), Depth, Place(i), Width(i));
        else Packing.Copy(from.Data, from.Term, Lines(i), Depth, Place(i), Width(i));
        Packing.Clear(Lines(i), Depth, Place(i), Width(i));
    }

    private Operand Unpacked(int i) => source.From((nint)i * fullWidth, 0);

    private float* Place(int i) => packed + ((nint)(i - firstPacked) * fullWidth * Depth);
}
