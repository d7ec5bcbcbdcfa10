using System.Runtime.CompilerServices;
using Engine.Lanes;
using Engine.Operations;

namespace Engine;

/// <summary>Compares derivatives with differences, in double: the one-call test of a function or an op of one's own.</summary>
/// <remarks>
/// For y = f(x) and random v, d it compares vᵀ(∂y/∂x)d by reverse mode with a difference of vᵀf along d, for each argument,
/// so its cost does not grow with the size; ∂y/∂x·d with the same difference; and for few elements each one's slope.
/// Order 2 does the same to the gradient, projected on random weights. Functions must be smooth within 0.002 of the inputs.
/// </remarks>
public static class Gradcheck
{
    /// <summary>Two devices would compare rounding; the reference device compares mathematics.</summary>
    private static Device Device => Device.Reference;

    /// <summary>Up to so many elements every slope is checked, not only a random combination.</summary>
    private const int Few = 64;

    /// <summary>Checks f's first derivatives by all its arguments.</summary>
    /// <param name="f">A function of tensors on the reference device; constants that it uses must be there too.</param>
    /// <param name="inputs">Where to check, on any device; of order one.</param>
    /// <exception cref="GradcheckException">A derivative is wrong.</exception>
    public static void Verify(Func<Tensor[], Tensor> f, params Tensor[] inputs) => Verify(f, inputs, 1, "f");

    /// <summary>Checks f's derivatives by all its arguments.</summary>
    /// <param name="f">A function of tensors on the reference device; constants that it uses must be there too.</param>
    /// <param name="inputs">Where to check, on any device; of order one.</param>
    /// <param name="order">1 for first, 2 for first and second derivatives.</param>
    /// <param name="function">Its name in messages; the compiler gives the expression.</param>
    /// <exception cref="GradcheckException">A derivative is wrong.</exception>
    public static void Verify(Func<Tensor[], Tensor> f, Tensor[] inputs, int order, [CallerArgumentExpression(nameof(f))] string function = "f")
    {
        if (order is not (1 or 2)) throw new ArgumentOutOfRangeException(nameof(order), order, $"Gradcheck knows orders 1 and 2, not {order}.");
        using var scope = new Scope();
        Tensor[] points = [.. inputs.Select(x => Tensor.From(x.ToDoubles(), x.Shape, Device))];
        VerifyFirst(f, points, function);
        if (order == 2) VerifyFirst(GradientProjection(f, points), points, $"the gradient of {function}");
    }

    /// <summary>Checks f's derivatives.</summary>
    /// <inheritdoc cref="Verify(Func{Tensor[], Tensor}, Tensor[], int, string)"/>
    /// <param name="f">A function of a tensor on the reference device.</param>
    /// <param name="input">Where to check, on any device; of order one.</param>
    /// <param name="order">1 for first, 2 for first and second derivatives.</param>
    /// <param name="function">Its name in messages; the compiler gives the expression.</param>
    public static void Verify(Func<Tensor, Tensor> f, Tensor input, int order = 1, [CallerArgumentExpression(nameof(f))] string function = "f") =>
        Verify(x => f(x[0]), [input], order, function);

    /// <summary>Checks an op: its slope against dual numbers and differences, and its second derivative, over its <see cref="DomainAttribute"/> (else ±3).</summary>
    /// <exception cref="GradcheckException">A slope is wrong.</exception>
    public static void Verify<Op>(Op op = default) where Op : struct, IUnaryOp
    {
        var points = DomainAttribute.Of(typeof(Op)).Points(31, 0.5);
        foreach (var x in points)
        {
            var lane = new F64(x);
            Compare(op.Slope(lane, op.Value(lane)).Value, Slopes.ByDual(op, lane).Value, GradcheckTolerances.Slope,
                () => $"{typeof(Op).Name}.Slope at {x}", "the formula", "dual numbers");
        }
        Verify(x => x.Map(op), Tensor.Of(points, Device), order: 2, typeof(Op).Name);
    }

    /// <summary>Checks a binary op as <see cref="Verify{Op}(Op)"/> does, by both operands and with broadcasting.</summary>
    /// <exception cref="GradcheckException">A slope is wrong.</exception>
    public static void VerifyBinary<Op>(Op op = default) where Op : struct, IBinaryOp
    {
        var (left, right) = (DomainAttribute.Of(typeof(Op)).Points(6, 0.3), DomainAttribute.Of(typeof(Op)).Points(7, 0.5));     // no ties
        foreach (var (x, y) in from x in left from y in right select (x, y))
        {
            var (a, b) = (new F64(x), new F64(y));
            var value = op.Value(a, b);
            Compare(op.SlopeA(a, b, value).Value, Slopes.ByDualA(op, a, b).Value, GradcheckTolerances.Slope,
                () => $"{typeof(Op).Name}.SlopeA at ({x}, {y})", "the formula", "dual numbers");
            Compare(op.SlopeB(a, b, value).Value, Slopes.ByDualB(op, a, b).Value, GradcheckTolerances.Slope,
                () => $"{typeof(Op).Name}.SlopeB at ({x}, {y})", "the formula", "dual numbers");
        }
        Verify(x => x[0].Zip(x[1], op), [Tensor.From(left, [6, 1], Device), Tensor.Of(right, Device)], order: 2, typeof(Op).Name);
    }

    private static void VerifyFirst(Func<Tensor[], Tensor> f, Tensor[] points, string function)
    {
        using var tape = Tape.Record(points);
        var y = f(points);
        if (y.Device != Device) throw new ArgumentException($"{function} gave a tensor on {y.Device} from inputs on {Device}.", nameof(f));
        var random = new Random(points.Length);
        var v = Normal(random, y.Shape);
        var few = points.Sum(x => x.Elements) <= Few;
        for (var i = 0; i < points.Length; i++)
        {
            var where = $"argument {i} of shape {points[i].Shape}";
            var gradient = tape.VectorJacobian(y, points[i], v).ToDoubles();
            var direction = Normal(random, points[i].Shape);
            var difference = Difference(f, points, i, direction.ToDoubles());
            Compare(Dot(gradient, direction.ToDoubles()), Dot(v.ToDoubles(), difference), GradcheckTolerances.Difference,
                () => $"The derivative of {function} by {where}, along a random direction", "reverse mode", "differences");
            var product = tape.JacobianVector(y, points[i], direction).ToDoubles();
            for (var e = 0; e < product.Length; e++)
                Compare(product[e], difference[e], GradcheckTolerances.Difference,
                    () => $"The Jacobian-vector product of {function} by {where}, at index {Index(y.Shape, e)} of the result", "it", "differences");
            for (var e = 0; few && e < gradient.Length; e++)
            {
                var unit = new double[gradient.Length];
                unit[e] = 1;
                Compare(gradient[e], Dot(v.ToDoubles(), Difference(f, points, i, unit)), GradcheckTolerances.Difference,
                    () => $"The derivative of {function} by {where}, at index {Index(points[i].Shape, e)}", "reverse mode", "differences");
            }
        }
    }

    /// <summary>x ↦ Σᵢ wᵢ·(vᵀ∂y/∂xᵢ) with random v and wᵢ: its derivatives are second derivatives of f.</summary>
    private static Func<Tensor[], Tensor> GradientProjection(Func<Tensor[], Tensor> f, Tensor[] points)
    {
        var random = new Random(points.Length + 1);
        Tensor[] weights = [.. points.Select(x => Normal(random, x.Shape))];
        Tensor? v = null;
        return x =>
        {
            using var tape = Tape.Record(x);
            var y = f(x);
            v ??= Normal(random, y.Shape).Keep();
            return x.Select((input, i) => (tape.VectorJacobian(y, input, v) * weights[i]).Sum()).Aggregate(Tensor.Of(0, Device), (sum, part) => sum + part);
        };
    }

    /// <summary>∂f/∂xᵢ·d to fourth order: (8(f₁ − f₋₁) − (f₂ − f₋₂))/12h with fₖ = f(xᵢ + k·h·d). Abramowitz and Stegun 25.3.21.</summary>
    private static double[] Difference(Func<Tensor[], Tensor> f, Tensor[] points, int i, double[] direction)
    {
        const double h = GradcheckTolerances.Step;
        var (near, far) = (Away(1), Away(2));
        var (nearBack, farBack) = (Away(-1), Away(-2));
        return [.. near.Select((_, e) => (8 * (near[e] - nearBack[e]) - (far[e] - farBack[e])) / (12 * h))];

        double[] Away(int steps)
        {
            using var scope = new Scope();
            using var tape = Tape.Record();         // so that a tape inside f shares this one's memory
            var moved = (Tensor[])points.Clone();
            moved[i] = Tensor.From([.. points[i].ToDoubles().Select((x, e) => x + steps * h * direction[e])], points[i].Shape, Device);
            return f(moved).ToDoubles();
        }
    }

    private static void Compare(double given, double expected, double tolerance, Func<string> what, string by, string against)
    {
        if (!(Math.Abs(given - expected) <= tolerance * (1 + Math.Abs(given) + Math.Abs(expected))))
            throw new GradcheckException(FormattableString.Invariant($"{what()}: {by} gives {given:R}, {against} give {expected:R}."));
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static Tensor Normal(Random random, Shape shape)
    {
        var values = new double[shape.Elements];
        for (var i = 0; i < values.Length; i++) values[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
        return Tensor.From(values, shape, Device);
    }

    private static string Index(Shape shape, int element)
    {
        var index = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--) (element, index[axis]) = Math.DivRem(element, shape[axis]);
        return $"[{string.Join(", ", index)}]";
    }
}
