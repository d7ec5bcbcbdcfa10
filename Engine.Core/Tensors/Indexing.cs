namespace Engine;

/// <summary>Choosing by index. Indices are tensors of whole numbers, as <see cref="Reductions.ArgMax(Tensor, int, bool)"/> gives them.</summary>
public static class Indexing
{
    /// <summary>The slices of x at <paramref name="index"/> along an axis (NumPy's take).</summary>
    /// <param name="x">Where to choose from.</param>
    /// <param name="index">A vector of whole numbers from 0 to the axis's length − 1; repeats are fine.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range or not whole.</exception>
    public static Tensor Gather(this Tensor x, Tensor index, int axis = 0)
    {
        axis = x.Shape.Axis(axis);
        Check.SameDevice(nameof(Gather), x, index);
        Check.Rank(nameof(index), index, 1);
        Check.Index(nameof(index), index, x.Shape[axis]);
        return x.GatherChecked(index, axis);
    }

    /// <summary><see cref="Gather"/> by an index that is known to be right, which is not read back.</summary>
    private static Tensor GatherChecked(this Tensor x, Tensor index, int axis)
    {
        var y = Tensor.Uninitialized(x.Shape.With(axis, index.Elements), x.Device);
        x.Device.Gather(x.Memory, index.Memory, y.Memory, AxisSpan.Of(x.Shape, axis), index.Elements);
        return Tape.Recorded(nameof(Gather), y, (x, g => g.ScatterAddChecked(index, x.Shape[axis], axis)));
    }

    /// <summary>Zeros, to which slice k of x along an axis is added at <paramref name="index"/>[k]: the transpose of <see cref="Gather"/>.</summary>
    /// <param name="x">What to add.</param>
    /// <param name="index">A vector of whole numbers from 0 to <paramref name="length"/> − 1, one for each slice; repeats add up in order.</param>
    /// <param name="length">The result's length along the axis.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range or not whole.</exception>
    public static Tensor ScatterAdd(this Tensor x, Tensor index, int length, int axis = 0)
    {
        axis = x.Shape.Axis(axis);
        Check.SameDevice(nameof(ScatterAdd), x, index);
        Check.SameShape(nameof(index), index, [x.Shape[axis]]);
        Check.Index(nameof(index), index, length);
        return x.ScatterAddChecked(index, length, axis);
    }

    /// <summary><see cref="ScatterAdd"/> by an index that is known to be right, which is not read back.</summary>
    private static Tensor ScatterAddChecked(this Tensor x, Tensor index, int length, int axis)
    {
        var y = Tensor.Zeros(x.Shape.With(axis, length), x.Device);
        x.Device.ScatterAdd(x.Memory, index.Memory, y.Memory, AxisSpan.Of(y.Shape, axis), index.Elements);
        return Tape.Recorded(nameof(ScatterAdd), y, (x, g => g.GatherChecked(index, axis)));
    }

    /// <summary>y[i] = x[i, index[i]]: one element of each row.</summary>
    /// <param name="x">A matrix [rows, columns].</param>
    /// <param name="index">A column for each row, [rows].</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range or not whole.</exception>
    public static Tensor Pick(this Tensor x, Tensor index)
    {
        Check.Rank(nameof(x), x, 2);
        Check.SameShape(nameof(index), index, [x.Shape[0]]);
        Check.Index(nameof(index), index, x.Shape[1]);
        if (x.Elements > 1 / x.Device.Epsilon) throw new ArgumentException($"Pick from shape {x.Shape}: numbers of {x.Device} count exactly only to {1 / x.Device.Epsilon}.", nameof(x));
        var position = Tensor.Arange(x.Shape[0], x.Device) * x.Shape[1] + index.StopGradient();
        return x.Reshape([x.Elements]).GatherChecked(position, 0);
    }

    /// <summary>1 at the label, else 0: shape [..., classes] from labels of shape [...].</summary>
    /// <param name="labels">Whole numbers from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">Length of the new last axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is out of range or not whole.</exception>
    public static Tensor OneHot(this Tensor labels, int classes)
    {
        Check.NotNegative(nameof(classes), classes);
        Check.Index(nameof(labels), labels, classes);
        return labels.StopGradient().Unsqueeze(-1).Equal(Tensor.Arange(classes, labels.Device));
    }
}
