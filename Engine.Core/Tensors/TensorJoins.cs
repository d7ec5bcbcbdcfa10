namespace Engine;

/// <summary>Tensors put together and taken apart along an axis.</summary>
public static class TensorJoins
{
    /// <summary>Tensors one after the other along an existing axis.</summary>
    /// <exception cref="ArgumentException">There is none, or they differ in another axis.</exception>
    public static Tensor Concat(IReadOnlyList<Tensor> tensors, int axis = 0)
    {
        if (tensors.Count == 0) throw new ArgumentException("Concat needs at least one tensor.", nameof(tensors));
        var first = tensors[0];
        axis = first.Shape.Axis(axis);
        var total = 0;
        foreach (var tensor in tensors)
        {
            Check.SameDevice(nameof(Concat), first, tensor);
            if (tensor.Rank != first.Rank || tensor.Shape.With(axis, 0) != first.Shape.With(axis, 0))
                throw new ArgumentException($"Concat along axis {axis} got shapes {first.Shape} and {tensor.Shape}; all other axes must agree.", nameof(tensors));
            total = checked(total + tensor.Shape[axis]);
        }
        var y = Tensor.Uninitialized(first.Shape.With(axis, total), first.Device);
        var rules = new (Tensor, Func<Tensor, Tensor>)[tensors.Count];
        for (int i = 0, start = 0; i < tensors.Count; i++)
        {
            var (x, at) = (tensors[i], start);
            var (from, to) = (AxisSpan.Of(x.Shape, axis), AxisSpan.Of(y.Shape, axis));
            var (width, stride) = (from.Length * from.Inner, to.Length * to.Inner);
            y.Device.CopyRows(x.Memory, 0, width, y.Memory, at * to.Inner, stride, from.Outer, width);
            rules[i] = (x, g => g.Slice(axis, at, x.Shape[axis]));
            start += x.Shape[axis];
        }
        return Tape.Recorded(nameof(Concat), y, rules);
    }

    /// <summary>Tensors of one shape as slices along a new axis.</summary>
    /// <exception cref="ArgumentException">There is none, or the shapes differ.</exception>
    public static Tensor Stack(IReadOnlyList<Tensor> tensors, int axis = 0)
    {
        foreach (var tensor in tensors)
            if (tensor.Shape != tensors[0].Shape) throw new ArgumentException($"Stack got shapes {tensors[0].Shape} and {tensor.Shape}; all must be equal.", nameof(tensors));
        return Concat([.. tensors.Select(tensor => tensor.Unsqueeze(axis))], axis);
    }

    /// <summary>Parts of the given lengths along an axis.</summary>
    /// <exception cref="ArgumentException">The lengths do not add up to the axis's.</exception>
    public static Tensor[] Split(this Tensor x, int[] lengths, int axis = 0)
    {
        if (lengths.Sum() != x.Shape[axis]) throw new ArgumentException($"Lengths [{string.Join(", ", lengths)}] do not add up to the {x.Shape[axis]} of axis {axis} of shape {x.Shape}.", nameof(lengths));
        var start = 0;
        return Array.ConvertAll(lengths, length => x.Slice(axis, (start += length) - length, length));
    }

    /// <summary>Equal parts along an axis.</summary>
    /// <exception cref="ArgumentException">The axis's length is not a multiple of <paramref name="parts"/>.</exception>
    public static Tensor[] Chunk(this Tensor x, int parts, int axis = 0)
    {
        if (parts <= 0 || x.Shape[axis] % parts != 0) throw new ArgumentException($"Axis {axis} of shape {x.Shape} does not divide into {parts} equal parts.", nameof(parts));
        return x.Split([.. Enumerable.Repeat(x.Shape[axis] / parts, parts)], axis);
    }

    /// <summary>Elements <paramref name="start"/> to <paramref name="start"/> + <paramref name="length"/> − 1 along an axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    public static Tensor Slice(this Tensor x, int axis, int start, int length)
    {
        axis = x.Shape.Axis(axis);
        if (start < 0 || length < 0 || start > x.Shape[axis] - length)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"Slice of {length} from {start} on is outside axis {axis} of shape {x.Shape}.");
        var y = Tensor.Uninitialized(x.Shape.With(axis, length), x.Device);
        var span = AxisSpan.Of(x.Shape, axis);
        x.Device.CopyRows(x.Memory, start * span.Inner, span.Length * span.Inner, y.Memory, 0, length * span.Inner, span.Outer, length * span.Inner);
        return Tape.Recorded(nameof(Slice), y, (x, g => g.Pad(axis, start, x.Shape[axis] - start - length)));
    }

    /// <summary>With <paramref name="before"/> and <paramref name="after"/> elements of <paramref name="value"/> added along an axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static Tensor Pad(this Tensor x, int axis, int before, int after, double value = 0)
    {
        axis = x.Shape.Axis(axis);
        if (before < 0 || after < 0) throw new ArgumentOutOfRangeException(nameof(before), $"Pad needs counts ≥ 0, not {before} and {after}.");
        var y = Tensor.Full(x.Shape.With(axis, checked(before + x.Shape[axis] + after)), value, x.Device);
        var (from, to) = (AxisSpan.Of(x.Shape, axis), AxisSpan.Of(y.Shape, axis));
        var width = from.Length * from.Inner;
        x.Device.CopyRows(x.Memory, 0, width, y.Memory, before * to.Inner, to.Length * to.Inner, from.Outer, width);
        return Tape.Recorded(nameof(Pad), y, (x, g => g.Slice(axis, before, x.Shape[axis])));
    }
}
