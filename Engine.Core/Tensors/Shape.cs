using System.Collections;
using System.Runtime.CompilerServices;

namespace Engine;

/// <summary>The lengths of a tensor's axes, outermost first. <c>[]</c> is the shape of a single number (0-d).</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    private readonly int[]? lengths;

    private Shape(int[] lengths) => this.lengths = lengths;

    private int[] Lengths => lengths ?? [];

    /// <summary>Makes a shape, as <c>[2, 3]</c> does.</summary>
    /// <exception cref="ArgumentException">A length is negative, or the number of elements does not fit an <see cref="int"/>.</exception>
    public static Shape Create(ReadOnlySpan<int> lengths)
    {
        var shape = new Shape(lengths.ToArray());
        var elements = System.Numerics.BigInteger.One;
        foreach (var length in lengths)
        {
            if (length < 0) throw new ArgumentException($"A shape's lengths must be ≥ 0, not {shape}.", nameof(lengths));
            elements *= length;
        }
        if (elements > int.MaxValue) throw new ArgumentException($"Shape {shape} has {elements} elements; one tensor holds at most {int.MaxValue}.", nameof(lengths));
        return shape;
    }

    /// <summary>Number of axes.</summary>
    public int Rank => Lengths.Length;

    /// <summary>Number of elements: the product of all lengths, 1 for a 0-d shape.</summary>
    public int Elements => Product(0, Rank);

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>Length of an axis; negative axes count from the end.</summary>
    public int this[int axis] => Lengths[Axis(axis)];

    /// <summary>The lengths, without a copy.</summary>
    public ReadOnlySpan<int> AsSpan() => Lengths;

    /// <summary><paramref name="axis"/> counted from the front.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int Axis(int axis)
    {
        if (axis < -Rank || axis >= Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Axis {axis} does not exist in shape {this} of rank {Rank}{(Rank > 0 ? $"; expected {-Rank} to {Rank - 1}" : "")}.");
        return axis < 0 ? axis + Rank : axis;
    }

    /// <summary>This shape with one axis's length replaced.</summary>
    public Shape With(int axis, int length)
    {
        var copy = (int[])Lengths.Clone();
        copy[Axis(axis)] = length;
        return Create(copy);
    }

    /// <summary>The lengths of axes <paramref name="start"/> to <paramref name="end"/> (exclusive), multiplied.</summary>
    internal int Product(int start, int end)
    {
        var product = 1;
        for (var axis = start; axis < end; axis++) product *= Lengths[axis];
        return product;
    }

    /// <summary>The shape that both broadcast to by NumPy's rule: aligned at the last axis, lengths equal or 1.</summary>
    /// <exception cref="ArgumentException">They do not fit.</exception>
    public static Shape Broadcast(Shape a, Shape b)
    {
        if (a == b) return a;
        var rank = Math.Max(a.Rank, b.Rank);
        var lengths = new int[rank];
        for (var axis = 1; axis <= rank; axis++)
        {
            var (m, n) = (axis <= a.Rank ? a[-axis] : 1, axis <= b.Rank ? b[-axis] : 1);
            if (m != n && m != 1 && n != 1) throw new ArgumentException($"Shapes {a} and {b} do not broadcast: axis {-axis} has lengths {m} and {n}, which are neither equal nor 1.");
            lengths[rank - axis] = m == 1 ? n : m;
        }
        return Create(lengths);
    }

    /// <summary>Whether a tensor of this shape broadcasts to <paramref name="target"/>.</summary>
    public bool BroadcastsTo(Shape target)
    {
        if (Rank > target.Rank) return false;
        for (var axis = 1; axis <= Rank; axis++)
            if (this[-axis] != target[-axis] && this[-axis] != 1) return false;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) => Lengths.AsSpan().SequenceEqual(other.Lengths);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var length in Lengths) hash.Add(length);
        return hash.ToHashCode();
    }

    /// <summary>Same lengths in the same order.</summary>
    public static bool operator ==(Shape a, Shape b) => a.Equals(b);

    /// <summary>Different lengths.</summary>
    public static bool operator !=(Shape a, Shape b) => !a.Equals(b);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)Lengths).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>For example <c>[2, 3]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Lengths)}]";
}
