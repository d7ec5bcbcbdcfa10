using System.Runtime.CompilerServices;
using Engine.Operations;

namespace Engine;

/// <summary>Other shapes for the same elements.</summary>
public static class TensorShapes
{
    /// <summary>The same elements in another shape; memory is shared. One length may be −1: whatever is left.</summary>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor Reshape(this Tensor x, params ReadOnlySpan<int> lengths)
    {
        var unknown = lengths.IndexOf(-1);
        if (unknown < 0) return x.Reshape(Shape.Create(lengths));
        var known = 1;
        for (var i = 0; i < lengths.Length; i++) known *= i == unknown ? 1 : lengths[i];
        if (known <= 0 || x.Elements % known != 0 || lengths[(unknown + 1)..].Contains(-1))
            throw new ArgumentException($"Shape {x.Shape} with {x.Elements} elements does not reshape to [{string.Join(", ", lengths.ToArray())}].", nameof(lengths));
        int[] complete = [.. lengths];
        complete[unknown] = x.Elements / known;
        return x.Reshape(Shape.Create(complete));
    }

    /// <summary>The same elements in another shape; memory is shared.</summary>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public static Tensor Reshape(this Tensor x, Shape shape)
    {
        if (shape.Elements != x.Elements) throw new ArgumentException($"Shape {x.Shape} with {x.Elements} elements does not reshape to {shape} with {shape.Elements}.", nameof(shape));
        return Tape.Recorded(nameof(Reshape), new Tensor(shape, x.Memory), (x, g => g.Reshape(x.Shape)));
    }

    /// <summary>All axes from <paramref name="startAxis"/> on as one; memory is shared.</summary>
    public static Tensor Flatten(this Tensor x, int startAxis = 0)
    {
        if (x.Rank == 0) return x.Reshape([1]);
        startAxis = x.Shape.Axis(startAxis);
        return x.Reshape(Shape.Create([.. x.Shape.AsSpan()[..startAxis], x.Shape.Product(startAxis, x.Rank)]));
    }

    /// <summary>Without an axis of length 1, or without all of them; memory is shared.</summary>
    /// <exception cref="ArgumentException">The axis has another length.</exception>
    public static Tensor Squeeze(this Tensor x, int? axis = null)
    {
        if (axis is { } one && x.Shape[one] != 1) throw new ArgumentException($"Axis {one} of shape {x.Shape} has length {x.Shape[one]}; only length 1 can be squeezed.", nameof(axis));
        List<int> lengths = [];
        for (var i = 0; i < x.Rank; i++)
            if (axis is { } a ? i != x.Shape.Axis(a) : x.Shape[i] != 1) lengths.Add(x.Shape[i]);
        return x.Reshape(Shape.Create([.. lengths]));
    }

    /// <summary>With an axis of length 1 inserted before <paramref name="axis"/> (−1: at the end); memory is shared.</summary>
    public static Tensor Unsqueeze(this Tensor x, int axis)
    {
        if (axis < -x.Rank - 1 || axis > x.Rank) throw new ArgumentOutOfRangeException(nameof(axis), axis, $"An axis can be inserted into shape {x.Shape} at {-x.Rank - 1} to {x.Rank}, not at {axis}.");
        List<int> lengths = [.. x.Shape.AsSpan()];
        lengths.Insert(axis < 0 ? axis + x.Rank + 1 : axis, 1);
        return x.Reshape(Shape.Create([.. lengths]));
    }

    /// <summary>Repeated along axes of length 1, and along new leading axes, to <paramref name="shape"/>; the gradient of it is a sum.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor Expand(this Tensor x, Shape shape)
    {
        if (x.Shape == shape) return x;
        if (!x.Shape.BroadcastsTo(shape)) throw new ArgumentException($"Shape {x.Shape} does not broadcast to {shape}.", nameof(shape));
        var y = Tensor.Uninitialized(shape, x.Device);
        x.Device.Zip(default(Left), x.Memory, x.Memory, y.Memory, Broadcast.Plan(x.Shape, x.Shape, shape));
        return Tape.Recorded(nameof(Expand), y, (x, g => g.SumTo(x.Shape)));
    }

    /// <summary>Axes in another order: axis d of the result is axis <paramref name="axes"/>[d] of x.</summary>
    /// <exception cref="ArgumentException">Not every axis is named once.</exception>
    public static Tensor Permute(this Tensor x, params ReadOnlySpan<int> axes)
    {
        var order = new int[axes.Length];
        for (var d = 0; d < axes.Length; d++) order[d] = x.Shape.Axis(axes[d]);
        if (axes.Length != x.Rank || order.Distinct().Count() != order.Length)
            throw new ArgumentException($"Permute of shape {x.Shape} needs each of its {x.Rank} axes once, not [{string.Join(", ", axes.ToArray())}].", nameof(axes));
        var back = new int[order.Length];
        for (var d = 0; d < order.Length; d++) back[order[d]] = d;
        var y = Tensor.Uninitialized(Shape.Create([.. order.Select(axis => x.Shape[axis])]), x.Device);
        x.Device.Permute(x.Memory, y.Memory, x.Shape, order);
        return Tape.Recorded(nameof(Permute), y, (x, g => g.Permute(back)));
    }

    /// <summary>With the last two axes exchanged.</summary>
    public static Tensor Transpose(this Tensor x) => x.Transpose(-2, -1);

    /// <summary>With two axes exchanged.</summary>
    public static Tensor Transpose(this Tensor x, int first, int second)
    {
        int[] order = [.. Enumerable.Range(0, x.Rank)];
        (order[x.Shape.Axis(first)], order[x.Shape.Axis(second)]) = (x.Shape.Axis(second), x.Shape.Axis(first));
        return x.Permute(order);
    }

    /// <summary>The same numbers as a constant: no gradient flows through it.</summary>
    public static Tensor StopGradient(this Tensor x) => new(x.Shape, x.Memory);

    /// <summary>The same numbers in memory of their own.</summary>
    public static Tensor Clone(this Tensor x) => Tape.Recorded(nameof(Clone), Copy(x), (x, g => g));

    /// <summary>A copy that is not recorded.</summary>
    internal static Tensor Copy(Tensor x)
    {
        var y = Tensor.Uninitialized(x.Shape, x.Device);
        x.Device.CopyRows(x.Memory, 0, 0, y.Memory, 0, 0, 1, x.Elements);
        return y;
    }
}
