using Engine.Operations;

namespace Engine;

/// <summary>Runs an op on tensors, with its gradient: the generic half of every elementwise method, and the door for one's own ops.</summary>
public static class Elementwise
{
    /// <summary>y = f(x), element by element: <c>x.Map&lt;Softplus&gt;()</c>, or with parameters <c>x.Map(new Elu(0.5))</c>.</summary>
    /// <returns>A tensor of x's shape.</returns>
    public static Tensor Map<Op>(this Tensor x, Op op = default) where Op : struct, IUnaryOp
    {
        var y = Tensor.Uninitialized(x.Shape, x.Device);
        x.Device.Map(op, x.Memory, y.Memory, x.Elements);
        return Tape.Recorded(typeof(Op).Name, y, (x, g => g.MapGradient(op, x, y)));
    }

    /// <summary>dx = g·f′(x) by <see cref="Chain"/> in one pass, for y = f(x). Linear in g; by x it differentiates to f″, the slope of <see cref="SlopeOf{Op}"/>.</summary>
    internal static Tensor MapGradient<Op>(this Tensor g, Op op, Tensor x, Tensor y) where Op : struct, IUnaryOp
    {
        var dx = Tensor.Uninitialized(x.Shape, x.Device);
        x.Device.MapGradient(op, g.Memory, x.Memory, y.Memory, dx.Memory, x.Elements);
        return Tape.Recorded(typeof(Op).Name + "Gradient", dx,
            (g, h => h.MapGradient(op, x, y)),
            (x, h => h.ChainWith(g).MapGradient(new SlopeOf<Op>(op), x, y: x)));      // SlopeOf never reads its y
    }

    /// <summary>y = f(a, b), element by element, broadcast.</summary>
    /// <returns>A tensor of the broadcast shape.</returns>
    public static Tensor Zip<Op>(this Tensor a, Tensor b, Op op = default) where Op : struct, IBinaryOp
    {
        var y = ZipForward(a, b, op);
        return Tape.Recorded(typeof(Op).Name, y,
            (a, g => g.ZipGradientA(op, a, b).SumTo(a.Shape)),
            (b, g => g.ZipGradientB(op, a, b).SumTo(b.Shape)));
    }

    /// <summary>g·∂f/∂a, of the broadcast shape: one pass where nothing is broadcast, else the slope first.</summary>
    internal static Tensor ZipGradientA<Op>(this Tensor g, Op op, Tensor a, Tensor b) where Op : struct, IBinaryOp
    {
        if (a.Shape != b.Shape) return g.ChainWith(a.Zip(b, new SlopeAOf<Op>(op)));
        return Tape.Recorded(typeof(Op).Name + "Gradient", Zip3(g, a, b, new GradientA<Op>(op)),
            (g, h => h.ZipGradientA(op, a, b)),
            (a, h => h.ChainWith(g).ZipGradientA(new SlopeAOf<Op>(op), a, b)),
            (b, h => h.ChainWith(g).ZipGradientB(new SlopeAOf<Op>(op), a, b)));
    }

    /// <summary>g·∂f/∂b, as <see cref="ZipGradientA"/>.</summary>
    internal static Tensor ZipGradientB<Op>(this Tensor g, Op op, Tensor a, Tensor b) where Op : struct, IBinaryOp
    {
        if (a.Shape != b.Shape) return g.ChainWith(a.Zip(b, new SlopeBOf<Op>(op)));
        return Tape.Recorded(typeof(Op).Name + "Gradient", Zip3(g, a, b, new GradientB<Op>(op)),
            (g, h => h.ZipGradientB(op, a, b)),
            (a, h => h.ChainWith(g).ZipGradientA(new SlopeBOf<Op>(op), a, b)),
            (b, h => h.ChainWith(g).ZipGradientB(new SlopeBOf<Op>(op), a, b)));
    }

    /// <summary>a + b, broadcast.</summary>
    public static Tensor Add(this Tensor a, Tensor b) =>
        Tape.Recorded(nameof(Add), ZipForward(a, b, default(Add)), (a, g => g.SumTo(a.Shape)), (b, g => g.SumTo(b.Shape)));

    /// <summary>a − b, broadcast.</summary>
    public static Tensor Subtract(this Tensor a, Tensor b) =>
        Tape.Recorded(nameof(Subtract), ZipForward(a, b, default(Subtract)), (a, g => g.SumTo(a.Shape)), (b, g => g.Negate().SumTo(b.Shape)));

    /// <summary>a·b element by element, broadcast.</summary>
    public static Tensor Multiply(this Tensor a, Tensor b) =>
        Tape.Recorded(nameof(Multiply), ZipForward(a, b, default(Multiply)), (a, g => g.ChainWith(b).SumTo(a.Shape)), (b, g => g.ChainWith(a).SumTo(b.Shape)));

    /// <summary>b where <paramref name="condition"/> is not 0, else c; all broadcast. No gradient flows to what is not chosen.</summary>
    public static Tensor Where(Tensor condition, Tensor b, Tensor c)
    {
        var shape = Shape.Broadcast(Shape.Broadcast(condition.Shape, b.Shape), c.Shape);
        Check.SameDevice(nameof(Where), condition, b);
        Check.SameDevice(nameof(Where), b, c);
        var (mask, then, otherwise) = (condition.Expand(shape), b.Expand(shape), c.Expand(shape));
        var y = Zip3(mask, then, otherwise, default(Where));
        return Tape.Recorded(nameof(Where), y,
            (then, g => Where(mask, g, g.Like(0))),
            (otherwise, g => Where(mask, g.Like(0), g)));
    }

    /// <summary>The gradient of a broadcast: sums g over the axes along which <paramref name="shape"/> was repeated.</summary>
    internal static Tensor SumTo(this Tensor g, Shape shape)
    {
        if (g.Shape == shape) return g;
        var extra = g.Rank - shape.Rank;
        List<int> repeated = [];
        for (var axis = 0; axis < g.Rank; axis++)
            if (axis < extra || shape[axis - extra] == 1 && g.Shape[axis] != 1) repeated.Add(axis);
        return g.Sum(Axes.Create([.. repeated])).Reshape(shape);
    }

    /// <summary>The product of a gradient with a slope, by <see cref="Chain"/>: 0 where either is 0.</summary>
    internal static Tensor ChainWith(this Tensor g, Tensor slope) =>
        Tape.Recorded(nameof(Chain), ZipForward(g, slope, default(Chain)), (g, h => h.ChainWith(slope).SumTo(g.Shape)), (slope, h => h.ChainWith(g).SumTo(slope.Shape)));

    private static Tensor ZipForward<Op>(Tensor a, Tensor b, Op op) where Op : struct, IBinaryOp
    {
        var device = Check.SameDevice(typeof(Op).Name, a, b);
        var shape = Shape.Broadcast(a.Shape, b.Shape);
        var y = Tensor.Uninitialized(shape, device);
        device.Zip(op, a.Memory, b.Memory, y.Memory, Broadcast.Plan(a.Shape, b.Shape, shape));
        return y;
    }

    private static Tensor Zip3<Op>(Tensor a, Tensor b, Tensor c, Op op) where Op : struct, ITernaryOp
    {
        var y = Tensor.Uninitialized(b.Shape, b.Device);
        y.Device.Zip(op, a.Memory, b.Memory, c.Memory, y.Memory, y.Elements);
        return y;
    }
}
