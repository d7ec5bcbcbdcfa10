namespace Engine;

/// <summary>Softmax and its logarithm along one axis, stable and in one pass over memory.</summary>
public static class Softmaxes
{
    /// <summary>exp(x)/Σ exp(x) along an axis, relative to the largest so that nothing overflows.</summary>
    public static Tensor Softmax(this Tensor x, int axis = -1)
    {
        axis = x.Shape.Axis(axis);
        var y = Forward(x, axis, logarithm: false);
        return Tape.Recorded(nameof(Softmax), y, (x, g => SoftmaxGradient(g, y, axis)));
    }

    /// <summary>ln softmax: x − ln Σ exp(x) along an axis.</summary>
    public static Tensor LogSoftmax(this Tensor x, int axis = -1)
    {
        axis = x.Shape.Axis(axis);
        var y = Forward(x, axis, logarithm: true);
        return Tape.Recorded(nameof(LogSoftmax), y, (x, g => LogSoftmaxGradient(g, y, axis)));
    }

    /// <summary>dx = y·(g − Σ g·y): the symmetric Jacobian diag(y) − yyᵀ times g.</summary>
    private static Tensor SoftmaxGradient(Tensor g, Tensor y, int axis) =>
        Tape.Recorded(nameof(SoftmaxGradient), Backward(g, y, axis, logarithm: false),
            (g, h => SoftmaxGradient(h, y, axis)),
            (y, h => h * (g - (g * y).Sum(axis, keepDims: true)) - g * (h * y).Sum(axis, keepDims: true)));

    /// <summary>dx = g − eʸ·Σ g: the Jacobian I − eʸ1ᵀ, transposed, times g.</summary>
    private static Tensor LogSoftmaxGradient(Tensor g, Tensor y, int axis) =>
        Tape.Recorded(nameof(LogSoftmaxGradient), Backward(g, y, axis, logarithm: true),
            (g, h => h - (h * y.Exp()).Sum(axis, keepDims: true)),
            (y, h => -(h * y.Exp() * g.Sum(axis, keepDims: true))));

    private static Tensor Forward(Tensor x, int axis, bool logarithm)
    {
        var y = Tensor.Uninitialized(x.Shape, x.Device);
        x.Device.Softmax(x.Memory, y.Memory, AxisSpan.Of(x.Shape, axis), logarithm);
        return y;
    }

    private static Tensor Backward(Tensor g, Tensor y, int axis, bool logarithm)
    {
        var dx = Tensor.Uninitialized(y.Shape, y.Device);
        y.Device.SoftmaxGradient(g.Memory, y.Memory, dx.Memory, AxisSpan.Of(y.Shape, axis), logarithm);
        return dx;
    }
}
