using Engine.Operations;

namespace Engine;

/// <summary>Reductions over axes, by NumPy's rules: of all axes by default; <c>keepDims</c> leaves length 1 in their place.</summary>
public static class Reductions
{
    /// <summary>Sum; 0 of nothing.</summary>
    public static Tensor Sum(this Tensor x, Axes axes = default, bool keepDims = false)
    {
        var (reduced, kept) = (axes.Of(x.Shape), KeptShape(x.Shape, axes.Of(x.Shape)));
        var y = Run(x, reduced, (device, from, to, span) => device.Sum(from, to, span));
        return Tape.Recorded(nameof(Sum), Finish(y, reduced, keepDims), (x, g => g.Reshape(kept).Expand(x.Shape)));
    }

    /// <summary>Mean; NaN of nothing.</summary>
    public static Tensor Mean(this Tensor x, Axes axes = default, bool keepDims = false) =>
        x.Sum(axes, keepDims) / Count(x.Shape, axes.Of(x.Shape));

    /// <summary>Mean squared distance from the mean, Σ(x − m)²/(n − correction), in two passes.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="axes">Which axes to reduce.</param>
    /// <param name="keepDims">Leave length 1 in their place.</param>
    /// <param name="correction">0 for the variance of these numbers (NumPy's default), 1 for Bessel's unbiased estimate.</param>
    public static Tensor Variance(this Tensor x, Axes axes = default, bool keepDims = false, int correction = 0) =>
        (x - x.Mean(axes, keepDims: true)).Square().Sum(axes, keepDims) / Math.Max(0, Count(x.Shape, axes.Of(x.Shape)) - correction);

    /// <summary>Largest element, NaN if one is; ties share the gradient evenly.</summary>
    /// <exception cref="ArgumentException">A reduced axis has length 0.</exception>
    public static Tensor Max(this Tensor x, Axes axes = default, bool keepDims = false) => Extremum<Maximum>(nameof(Max), x, axes, keepDims);

    /// <summary>Smallest element, NaN if one is; ties share the gradient evenly.</summary>
    /// <exception cref="ArgumentException">A reduced axis has length 0.</exception>
    public static Tensor Min(this Tensor x, Axes axes = default, bool keepDims = false) => Extremum<Minimum>(nameof(Min), x, axes, keepDims);

    /// <summary>Index of the first largest element (or first NaN) along an axis, as whole numbers; no gradient.</summary>
    /// <exception cref="ArgumentException">The axis has length 0, or is too long for the device's numbers to count.</exception>
    public static Tensor ArgMax(this Tensor x, int axis, bool keepDims = false)
    {
        axis = x.Shape.Axis(axis);
        Check.AtLeastOneAlong(nameof(ArgMax), x.Shape, [axis]);
        if (x.Shape[axis] > 1 / x.Device.Epsilon) throw new ArgumentException($"ArgMax along axis {axis} of shape {x.Shape}: numbers of {x.Device} count exactly only to {1 / x.Device.Epsilon}.", nameof(axis));
        return Finish(Run(x, [axis], (device, from, to, span) => device.ArgMax(from, to, span)), [axis], keepDims);
    }

    /// <summary>Index of the first largest element (or first NaN) of all, in row-major order; no gradient.</summary>
    public static Tensor ArgMax(this Tensor x) => x.Reshape([x.Elements]).ArgMax(0);

    /// <summary>Index of the first smallest element (or first NaN) along an axis, as whole numbers; no gradient.</summary>
    public static Tensor ArgMin(this Tensor x, int axis, bool keepDims = false) => (-x).ArgMax(axis, keepDims);

    /// <summary>ln Σ eˣ without overflow; −∞ of nothing or of all −∞. Gradient: the softmax.</summary>
    public static Tensor LogSumExp(this Tensor x, Axes axes = default, bool keepDims = false)
    {
        var (reduced, kept) = (axes.Of(x.Shape), KeptShape(x.Shape, axes.Of(x.Shape)));
        var y = Run(x, reduced, (device, from, to, span) => device.LogSumExp(from, to, span));
        return Tape.Recorded(nameof(LogSumExp), Finish(y, reduced, keepDims), (x, g => g.Reshape(kept).ChainWith(Weights(x, axes))));
    }

    /// <summary>
    /// exp(x − LogSumExp x), made from x so that it can be differentiated again, and divided by its sum, which is 1 but for the
    /// rounding of a large LogSumExp. All −∞ gives e^(−∞ − 0)/1 = 0, not NaN.
    /// </summary>
    private static Tensor Weights(Tensor x, Axes axes)
    {
        var total = x.LogSumExp(axes, keepDims: true);
        var nothing = total.Equal(double.NegativeInfinity);
        var weights = (x - Elementwise.Where(nothing, total.Like(0), total)).Exp();
        return weights / Elementwise.Where(nothing, total.Like(1), weights.Sum(axes, keepDims: true));
    }

    /// <summary>y[i] = Σ x[k] over k ≤ i along an axis, or over k ≥ i in reverse.</summary>
    public static Tensor CumulativeSum(this Tensor x, int axis, bool reverse = false)
    {
        axis = x.Shape.Axis(axis);
        var y = Tensor.Uninitialized(x.Shape, x.Device);
        x.Device.CumulativeSum(x.Memory, y.Memory, AxisSpan.Of(x.Shape, axis), reverse);
        return Tape.Recorded(nameof(CumulativeSum), y, (x, g => g.CumulativeSum(axis, !reverse)));
    }

    private static Tensor Extremum<R>(string name, Tensor x, Axes axes, bool keepDims) where R : struct, IReducer
    {
        var (reduced, kept) = (axes.Of(x.Shape), KeptShape(x.Shape, axes.Of(x.Shape)));
        Check.AtLeastOneAlong(name, x.Shape, reduced);
        var y = Run(x, reduced, (device, from, to, span) => device.Reduce(default(R), from, to, span));
        return Tape.Recorded(name, Finish(y, reduced, keepDims), (x, g => g.Reshape(kept).ChainWith(Shares(x.Equal(y), axes))));
    }

    /// <summary>Each tied extreme element's share of the gradient.</summary>
    private static Tensor Shares(Tensor isExtreme, Axes axes) => isExtreme / isExtreme.Sum(axes, keepDims: true);

    /// <summary>Runs a kernel once for each run of neighbouring axes, from the last to the first; the result keeps length 1.</summary>
    private static Tensor Run(Tensor x, int[] axes, Action<Device, Storage, Storage, AxisSpan> kernel)
    {
        var y = x;
        for (var end = axes.Length; end > 0;)
        {
            var start = end - 1;
            while (start > 0 && axes[start - 1] == axes[start] - 1) start--;
            var span = AxisSpan.Of(y.Shape, axes[start], axes[end - 1] + 1);
            var next = Tensor.Uninitialized(KeptShape(y.Shape, axes[start..end]), x.Device);
            kernel(x.Device, y.Memory, next.Memory, span);
            (y, end) = (next, start);
        }
        return axes.Length == 0 ? TensorShapes.Copy(x) : y;
    }

    private static Tensor Finish(Tensor kept, int[] axes, bool keepDims)
    {
        if (keepDims) return kept;
        List<int> lengths = [];
        for (var axis = 0; axis < kept.Rank; axis++)
            if (Array.IndexOf(axes, axis) < 0) lengths.Add(kept.Shape[axis]);
        return new Tensor(Shape.Create([.. lengths]), kept.Memory);
    }

    private static Shape KeptShape(Shape shape, int[] axes)
    {
        foreach (var axis in axes) shape = shape.With(axis, 1);
        return shape;
    }

    private static double Count(Shape shape, int[] axes)
    {
        var count = 1.0;
        foreach (var axis in axes) count *= shape[axis];
        return count;
    }
}
