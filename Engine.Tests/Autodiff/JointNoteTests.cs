namespace Engine.Tests.Autodiff;

/// <summary>Operations of several results with one pullback for all of them: it runs once, when everything has arrived.</summary>
public class JointNoteTests
{
    private static Tensor Vector(params double[] values) => Tensor.Of(values, Device.Reference);

    /// <summary>The sine and cosine of x as one operation, whose plain pullback is invisible to tapes, as a kernel's is.</summary>
    private sealed class SinCos
    {
        public int Pullbacks { get; private set; }

        public (Tensor Sin, Tensor Cos) Of(Tensor x)
        {
            Tensor sin, cos;
            using (new Scope()) (sin, cos) = (x.Sin().Keep(), x.Cos().Keep());
            Tape.Recorded(nameof(SinCos), [sin, cos], [x], arrived => [PullBack(arrived, x)]);
            return (sin, cos);
        }

        private Tensor PullBack(JointGradients arrived, Tensor x)
        {
            Pullbacks++;
            using var scope = arrived.Recorded ? null : new Scope();
            var zero = Tensor.Zeros(x.Shape, x.Device);
            return ((arrived[0] ?? zero) * x.Cos() - (arrived[1] ?? zero) * x.Sin()).Keep();
        }
    }

    /// <summary>a·b and a + b.</summary>
    private static (Tensor Product, Tensor Sum) ProductAndSum(Tensor a, Tensor b, List<string>? log = null)
    {
        Tensor product, sum;
        using (new Scope()) (product, sum) = ((a * b).Keep(), (a + b).Keep());
        Tape.Recorded(nameof(ProductAndSum), [product, sum], [a, b], arrived =>
        {
            log?.Add($"{arrived[0] is not null} {arrived[1] is not null} {arrived.Wants(0)} {arrived.Wants(1)} {arrived.Recorded}");
            var zero = Tensor.Zeros(a.Shape, a.Device);
            var (byProduct, bySum) = (arrived[0] ?? zero, arrived[1] ?? zero);
            return [byProduct * b + bySum, arrived.Wants(1) ? byProduct * a + bySum : null];
        });
        return (product, sum);
    }

    [Fact]
    public void All_results_together_run_the_pullback_once()
    {
        var x = Vector(0.5, 2);
        var op = new SinCos();
        using var tape = Tape.Record([x]);
        var (sin, cos) = op.Of(x);
        var y = (sin * cos + sin.Square() * 3 + cos).Sum();
        double[] expected = [.. x.ToDoubles().Select(t => Math.Cos(2 * t) + 3 * Math.Sin(2 * t) - Math.Sin(t))];
        Assert.Equal(expected, tape.Gradient(y, x).ToDoubles(), Near);
        Assert.Equal(1, op.Pullbacks);
    }

    [Fact]
    public void One_of_two_results_is_enough()
    {
        var x = Vector(0.5);
        using var tape = Tape.Record([x]);
        var (sin, cos) = new SinCos().Of(x);
        Assert.Equal(Math.Cos(0.5), tape.Gradient(sin, x).Item(), 14);
        Assert.Equal(-Math.Sin(0.5), tape.Gradient(cos, x).Item(), 14);
        Assert.Equal(-2 * Math.Sin(0.5), tape.Gradient((cos * 2).Sum(), x).Item(), 14);
    }

    [Fact]
    public void None_of_the_results_runs_nothing()
    {
        var x = Vector(0.5);
        var op = new SinCos();
        using var tape = Tape.Record([x]);
        _ = op.Of(x);
        Assert.Equal(1, tape.Gradient((x * x).Sum(), x).Item());
        Assert.Equal(0, op.Pullbacks);
    }

    [Fact]
    public void A_result_is_a_source_like_any_other()
    {
        var x = Vector(0.5);
        var op = new SinCos();
        using var tape = Tape.Record([x]);
        var (sin, cos) = op.Of(x);
        var y = (sin * sin * cos).Sum();
        var (s, c) = (Math.Sin(0.5), Math.Cos(0.5));
        Assert.Equal(2 * s * c, tape.Gradient(y, sin).Item(), 14);
        Assert.Equal(s * s, tape.Gradient(y, cos).Item(), 14);
        Assert.Equal(0, op.Pullbacks);
        var all = tape.Gradient(y, [cos, x, sin]);
        Assert.Equal((s * s, 2 * s * c), (all[cos].Item(), all[sin].Item()));
        Assert.Equal(2 * s * c * c - s * s * s, all[x].Item(), 14);
        Assert.Equal(1, op.Pullbacks);
    }

    [Fact]
    public void Results_of_results()
    {
        var x = Vector(0.5);
        var op = new SinCos();
        using var tape = Tape.Record([x]);
        var (sin, cos) = op.Of(x);
        var (sinOfCos, cosOfSin) = (op.Of(cos).Sin, op.Of(sin).Cos);
        var expected = -Math.Cos(Math.Cos(0.5)) * Math.Sin(0.5) - Math.Sin(Math.Sin(0.5)) * Math.Cos(0.5);
        Assert.Equal(expected, tape.Gradient((sinOfCos + cosOfSin).Sum(), x).Item(), 14);
        Assert.Equal(3, op.Pullbacks);
    }

    [Fact]
    public void First_and_second_derivatives_agree_with_differences()
    {
        Gradcheck.Verify(x => { var (sin, cos) = new SinCos().Of(x); return sin * cos + cos; }, Vector(0.5, -1, 2), order: 2);
        Gradcheck.Verify(x => { var (product, sum) = ProductAndSum(x[0], x[1]); return product * sum.Sin(); }, [Vector(0.5, -1), Vector(2, 0.7)], order: 2);
        Gradcheck.Verify(x => ProductAndSum(x, x).Product, Vector(0.5, -1), order: 2);
    }

    [Fact]
    public void Second_derivatives_on_one_tape_and_on_nested_ones()
    {
        var x = Vector(0.5);
        using var outer = Tape.Record([x]);
        using var inner = Tape.Record([x]);
        var (sin, cos) = new SinCos().Of(x);
        var y = (sin * cos).Sum();                                      // ½·sin 2x
        var first = inner.Gradient(y, x);
        Assert.Equal(Math.Cos(1), first.Item(), 14);
        Assert.Equal(-2 * Math.Sin(1), outer.Gradient(first.Sum(), x).Item(), 14);
        var recorded = inner.Gradient(y, x, createGraph: true);
        Assert.Equal(-2 * Math.Sin(1), inner.Gradient(recorded.Sum(), x).Item(), 14);
    }

    [Fact]
    public void The_pullback_is_told_what_is_asked_for()
    {
        var (a, b) = (Vector(2), Vector(3));
        List<string> log = [];
        using var tape = Tape.Record([a]);
        var (product, sum) = ProductAndSum(a, b, log);
        Assert.Equal(3, tape.Gradient(product, a).Item());
        Assert.Equal(1, tape.Gradient(sum, a, createGraph: true).Item());
        Assert.Equal(4, tape.Gradient((product + sum).Sum(), a).Item());
        Assert.Equal(["True False True False False", "False True True False True", "True True True False False"], log);
    }

    [Fact]
    public void A_tape_that_watches_something_else_does_not_count_as_recording()
    {
        var (a, b, other) = (Vector(2), Vector(3), Vector(4));
        List<string> log = [];
        using var outer = Tape.Record([other]);
        using var tape = Tape.Record([a, b]);
        tape.Gradient(ProductAndSum(a, b, log).Product, a);
        Assert.Equal(["True False True True False"], log);
    }

    [Fact]
    public void Constants_are_not_noted()
    {
        var x = Vector(0.5);
        using var tape = Tape.Record([x]);
        var (sin, _) = new SinCos().Of(Vector(1));
        Assert.Throws<ArgumentException>(() => tape.Gradient(sin, x));
    }

    [Fact]
    public void A_change_in_place_of_any_result_or_input_is_noticed()
    {
        var x = Vector(0.5);
        using var tape = Tape.Record([x]);
        var (sin, cos) = new SinCos().Of(x);
        var y = sin.Sum();
        cos.CopyFrom(Vector(7));
        Assert.Contains("SinCos was changed in place", Assert.Throws<InvalidOperationException>(() => tape.Gradient(y, x)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_is_found_in_results_and_in_gradients()
    {
        var (x, big) = (Vector(double.PositiveInfinity), Vector(1));
        using var tape = Tape.Record([x, big], detectNaN: true);
        Assert.Contains("SinCos made NaN", Assert.Throws<ArithmeticException>(() => Silent(x, double.NaN, 0)).Message, StringComparison.Ordinal);
        var y = Silent(big, 1, double.NaN);
        Assert.Contains("The gradient of SinCos made NaN", Assert.Throws<ArithmeticException>(() => tape.Gradient(y, big)).Message, StringComparison.Ordinal);
    }

    /// <summary>An operation whose result and gradient are made without any recorded operation.</summary>
    private static Tensor Silent(Tensor x, double value, double slope)
    {
        var y = Tensor.Full(x.Shape, value, x.Device);
        Tape.Recorded(nameof(SinCos), [y], [x], arrived => [Tensor.Full(x.Shape, slope, x.Device)]);
        return y;
    }

    [Fact]
    public void A_gradient_of_the_wrong_shape_is_an_error()
    {
        var x = Vector(1, 2);
        using var tape = Tape.Record([x]);
        var y = Vector(1);
        Tape.Recorded("Wrong", [y], [x], arrived => [arrived[0]]);
        Assert.Contains("The gradient of Wrong by input 0 has shape [1]; expected [2]", Assert.Throws<ArgumentException>(() => tape.Gradient(y, x)).Message, StringComparison.Ordinal);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-14;
}
