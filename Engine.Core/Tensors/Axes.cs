using System.Collections;
using System.Runtime.CompilerServices;

namespace Engine;

/// <summary>The axes that a reduction removes: all of them by default, one (an <see cref="int"/> converts), or a list such as <c>[0, -1]</c>.</summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public readonly struct Axes : IEnumerable<int>
{
    private readonly int[]? axes;

    private Axes(int[] axes) => this.axes = axes;

    /// <summary>Every axis.</summary>
    public static Axes All => default;

    /// <summary>Makes a list of axes, as <c>[0, -1]</c> does; negative ones count from the end.</summary>
    public static Axes Create(ReadOnlySpan<int> axes) => new(axes.ToArray());

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new([axis]);

    /// <summary>The axes for a tensor of the given shape: counted from the front, ascending.</summary>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An axis does not exist.</exception>
    public int[] Of(Shape shape)
    {
        if (axes is null) return [.. Enumerable.Range(0, shape.Rank)];
        var normalized = Array.ConvertAll(axes, shape.Axis);
        Array.Sort(normalized);
        for (var i = 1; i < normalized.Length; i++)
            if (normalized[i] == normalized[i - 1]) throw new ArgumentException($"Axis {normalized[i]} of shape {shape} is named twice in {this}.", nameof(shape));
        return normalized;
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(axes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>For example <c>[0, -1]</c>, or <c>all axes</c>.</summary>
    public override string ToString() => axes is null ? "all axes" : $"[{string.Join(", ", axes)}]";
}
