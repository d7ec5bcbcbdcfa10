namespace Engine.Devices.Cpu;

/// <summary>Some lines of an operand by some of their terms, to be packed as panels: panel i holds
/// [<see cref="Depth"/>, <see cref="Width"/>(i)] floats, the terms of up to <see cref="FullWidth"/> lines side by side, in the
/// order in which the micro-kernel reads them.</summary>
/// <remarks>Only the last panel may be narrower; its lines are padded with zeros to a multiple of <see cref="Step"/>.</remarks>
internal readonly unsafe struct Slab
{
    /// <summary>Where the lines come from.</summary>
    public required Operand Source { get; init; }

    /// <summary>The first line and how many there are.</summary>
    public required int FirstLine { get; init; }

    /// <inheritdoc cref="FirstLine"/>
    public required int LineCount { get; init; }

    /// <summary>The first term.</summary>
    public required int FirstTerm { get; init; }

    /// <summary>How many terms.</summary>
    public required int Depth { get; init; }

    /// <summary>Lines of a full panel: MR or NR.</summary>
    public required int FullWidth { get; init; }

    /// <summary>What the last panel is padded to a multiple of.</summary>
    public required int Step { get; init; }

    /// <summary>Where the packed panels lie.</summary>
    public required float* Packed { get; init; }

    /// <summary>How many panels.</summary>
    public int Panels => ((LineCount - 1) / FullWidth) + 1;

    /// <summary>How many lines of the matrix panel <paramref name="i"/> holds.</summary>
    public int Lines(int i) => Math.Min(FullWidth, LineCount - (i * FullWidth));

    /// <summary>How many lines it holds with its padding.</summary>
    public int Width(int i) => Lines(i) + Step - 1 - ((Lines(i) + Step - 1) % Step);

    /// <summary>Where it begins.</summary>
    public float* Panel(int i) => Packed + ((nint)i * FullWidth * Depth);

    /// <summary>Copies its lines there.</summary>
    public void Pack(int i)
    {
        float* from = Source.At(FirstLine + ((nint)i * FullWidth), FirstTerm);
        if (Source.AlongTerms) Packing.Transpose(from, Source.Stride, Lines(i), Depth, Panel(i), Width(i));
        else Packing.Copy(from, Source.Stride, Lines(i), Depth, Panel(i), Width(i));
    }
}
