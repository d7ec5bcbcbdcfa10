namespace Engine.Tests.Autodiff;

/// <summary>What a tape promises: values of derivatives of every kind, and errors that name what is wrong.</summary>
public class TapeTests
{
    private static Tensor Vector(params double[] values) => Tensor.Of(values, Device.Reference);

    [Fact]
    public void Gradient_of_a_product_of_functions()
    {
        var x = Vector(1, 2, 3);
        using var tape = Tape.Record([x]);
        Assert.Equal([3.0, 12, 27], tape.Gradient((x * x * x).Sum(), x).ToDoubles());
    }

    [Fact]
    public void Gradients_of_gradients_on_one_tape()
    {
        var x = Vector(2);
        using var tape = Tape.Record([x]);
        var first = tape.Gradient((x * x * x * x).Sum(), x, createGraph: true);
        var second = tape.Gradient(first.Sum(), x, createGraph: true);
        var third = tape.Gradient(second.Sum(), x);
        Assert.Equal((32, 48, 48), (first.Item(), second.Item(), third.Item()));
    }

    [Fact]
    public void Gradients_of_gradients_by_nested_tapes()
    {
        var x = Vector(2);
        using var outer = Tape.Record([x]);
        using var middle = Tape.Record([x]);
        using var inner = Tape.Record([x]);
        var first = inner.Gradient((x * x * x * x).Sum(), x);
        var second = middle.Gradient(first.Sum(), x);
        Assert.Equal((32, 48, 48), (first.Item(), second.Item(), outer.Gradient(second.Sum(), x).Item()));
    }

    [Fact]
    public void Without_createGraph_a_gradient_is_a_constant()
    {
        var x = Vector(2);
        using var tape = Tape.Record([x]);
        var first = tape.Gradient((x * x).Sum(), x);
        Assert.Throws<ArgumentException>(() => tape.Gradient(first.Sum(), x));
    }

    [Fact]
    public void Products_with_the_Jacobian_from_both_sides()
    {
        var x = Vector(1, 2);
        using var tape = Tape.Record([x]);
        var y = x.Gather(Vector(0, 1, 1)) * Vector(3, 4, 5);        // Jacobian [[3, 0], [0, 4], [0, 5]]
        Assert.Equal([3.0, 130], tape.VectorJacobian(y, x, Vector(1, 10, 18)).ToDoubles());
        Assert.Equal([3.0, 40, 50], tape.JacobianVector(y, x, Vector(1, 10)).ToDoubles());
        Assert.Equal([7.0, 8], tape.JacobianVector(x, x, Vector(7, 8)).ToDoubles());
        Assert.Equal([0.0, 0], tape.JacobianVector(Vector(1, 1), x, Vector(7, 8)).ToDoubles());
        Assert.Equal([x], tape.Watched);
    }

    [Fact]
    public void A_vector_Jacobian_product_can_be_differentiated()
    {
        var x = Vector(1, 2);
        using var tape = Tape.Record([x]);
        var product = tape.VectorJacobian(x * x * x, x, Vector(1, 10), createGraph: true);     // 3x²·v
        Assert.Equal([6.0, 120], tape.Gradient(product.Sum(), x).ToDoubles());
    }

    [Fact]
    public void Nothing_flows_through_a_stopped_gradient()
    {
        var x = Vector(3);
        using var tape = Tape.Record([x]);
        Assert.Equal(3, tape.Gradient((x * x.StopGradient()).Sum(), x).Item());
        Assert.Throws<ArgumentException>(() => tape.Gradient(x.StopGradient().Sum(), x));
    }

    [Fact]
    public void Only_what_follows_the_watch_is_recorded()
    {
        var x = Vector(3);
        using var tape = Tape.Record();
        var before = x * x;
        tape.Watch(x);
        tape.Watch(x);
        Assert.Equal([x], tape.Watched);
        Assert.Contains("does not depend on source 0 of shape [1]", Assert.Throws<ArgumentException>(() => tape.Gradient(before.Sum(), x)).Message, StringComparison.Ordinal);
        Assert.Equal(1, tape.Gradient((before + x).Sum(), x).Item());
    }

    [Fact]
    public void An_intermediate_result_has_a_gradient_too()
    {
        var x = Vector(3);
        using var tape = Tape.Record([x]);
        var y = x * x;
        var z = (y * y).Sum();
        Assert.Equal(18, tape.Gradient(z, y).Item());
        Assert.Equal(1, tape.Gradient(z, z).Item());
    }

    [Fact]
    public void A_source_without_influence_is_an_error_that_names_it_or_zero()
    {
        var x = Vector(3);
        var unused = Tensor.Zeros([2, 3], Device.Reference);
        using var named = new Named(unused, "encoder.bias");
        using var tape = Tape.Record([x, named]);
        var y = x.Sum();
        var message = Assert.Throws<ArgumentException>(() => tape.Gradient(y)).Message;
        Assert.Contains("'encoder.bias' of shape [2, 3]", message, StringComparison.Ordinal);
        Assert.Contains("unusedAsZero", message, StringComparison.Ordinal);
        Assert.True(tape.Gradient(y, unusedAsZero: true)[named].SameAs(unused));
    }

    [Fact]
    public void A_source_that_is_not_watched_is_an_error()
    {
        var (x, y) = (Vector(3), Vector(4));
        using var tape = Tape.Record([x]);
        var z = (x * y).Sum();
        Assert.Contains("not watched", Assert.Throws<ArgumentException>(() => tape.Gradient(z, y)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_sources_give_no_gradients()
    {
        using var tape = Tape.Record();
        Assert.Equal(0, tape.Gradient(Vector(1).Sum()).Count);
        var x = Vector(1);
        tape.Watch(x);
        Assert.Equal(0, tape.Gradient((x * x).Sum(), Array.Empty<Tensor>()).Count);
    }

    [Fact]
    public void Only_a_single_number_has_a_gradient()
    {
        var x = Vector(1, 2);
        using var tape = Tape.Record([x]);
        Assert.Contains("[2]", Assert.Throws<ArgumentException>(() => tape.Gradient(x * x, x)).Message, StringComparison.Ordinal);
        Assert.Contains("v has shape [3]; expected [2]", Assert.Throws<ArgumentException>(() => tape.VectorJacobian(x * x, x, Vector(1, 2, 3))).Message, StringComparison.Ordinal);
        Assert.Contains("v has shape [3]; expected [2]", Assert.Throws<ArgumentException>(() => tape.JacobianVector(x * x, x, Vector(1, 2, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_is_traced_to_the_operation_that_made_it()
    {
        var x = Vector(-1);
        using var tape = Tape.Record([x], detectNaN: true);
        var y = x * x;
        Assert.Contains("Log made NaN in a result of shape [1]", Assert.Throws<ArithmeticException>(() => (y - 2).Log()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_in_a_gradient_is_traced_too()
    {
        var x = Vector(double.PositiveInfinity);
        using var tape = Tape.Record([x], detectNaN: true);
        var y = x.LogSumExp();
        Assert.Equal(double.PositiveInfinity, y.Item());
        Assert.Contains("Subtract made NaN", Assert.Throws<ArithmeticException>(() => tape.Gradient(y, x)).Message, StringComparison.Ordinal);       // ∞ − ∞
    }

    [Fact]
    public void A_change_in_place_after_recording_is_noticed()
    {
        var x = Vector(3);
        var factor = Vector(2);
        using var tape = Tape.Record([x]);
        var square = (x * x).Sum();
        var product = (x * factor).Sum();
        var exponential = x.Exp();
        var result = exponential.Sum();
        factor.CopyFrom(Vector(5));
        Assert.Contains("changed in place", Assert.Throws<InvalidOperationException>(() => tape.Gradient(product, x)).Message, StringComparison.Ordinal);
        exponential.CopyFrom(Vector(5));
        Assert.Contains("Exp was changed in place", Assert.Throws<InvalidOperationException>(() => tape.Gradient(exponential, x)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => tape.Gradient(result, x));
        Assert.Equal(6, tape.Gradient(square, x).Item());
        x.CopyFrom(Vector(4));
        Assert.Throws<InvalidOperationException>(() => tape.Gradient(square, x));
        Assert.Equal(8, tape.Gradient((x * x).Sum(), x).Item());
    }

    [Fact]
    public void A_constant_that_was_disposed_matters_only_if_it_is_needed()
    {
        var x = Vector(3);
        var constant = Tensor.Of([2.0], Device.Reference);
        Tensor sum, product;
        using var tape = Tape.Record([x]);
        (sum, product) = ((x + constant).Sum(), (x * constant).Sum());
        constant.Dispose();
        Assert.Equal(1, tape.Gradient(sum, x).Item());
        Assert.Throws<ObjectDisposedException>(() => tape.Gradient(product, x));
    }

    [Fact]
    public void A_tape_belongs_to_one_thread()
    {
        var x = Vector(3);
        using var tape = Tape.Record([x]);
        var y = (x * x).Sum();
        Exception? wrong = null;
        var gradient = 0.0;
        var thread = new Thread(() =>
        {
            wrong = Record.Exception(() => tape.Gradient(y, x));
            using var own = Tape.Record([x]);
            gradient = own.Gradient((x * x * x).Sum(), x).Item();
        });
        thread.Start();
        thread.Join();
        Assert.Contains("thread", Assert.IsType<InvalidOperationException>(wrong).Message, StringComparison.Ordinal);
        Assert.Equal(27, gradient);
        Assert.Equal(6, tape.Gradient(y, x).Item());
    }

    [Fact]
    public void Tapes_close_innermost_first()
    {
        var outer = Tape.Record();
        var inner = Tape.Record();
        Assert.Contains("innermost first", Assert.Throws<InvalidOperationException>(outer.Dispose).Message, StringComparison.Ordinal);
        inner.Dispose();
        inner.Dispose();
        outer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => outer.Watch(Vector(1)));
    }

    [Fact]
    public void Operations_on_two_devices_are_refused()
    {
        if (Device.Cpu == Device.Reference) return;
        var (a, b) = (Tensor.Of([1.0, 2]), Vector(1, 2));
        foreach (var call in new Func<Tensor>[] { () => a + b, () => a.Maximum(b), () => a.Dot(b), () => TensorJoins.Concat([a, b]), () => Elementwise.Where(a, b, b), () => a.Gather(b) })
        {
            var message = Assert.Throws<ArgumentException>(call).Message;
            Assert.Contains("cpu", message, StringComparison.Ordinal);
            Assert.Contains("reference", message, StringComparison.Ordinal);
        }
    }

    /// <summary>y ← y + y·10⁻⁶, a hundred thousand times: (1 + 10⁻⁶)^100000 = 1.10517 without a stack as deep as the graph.</summary>
    [Fact]
    public void A_deep_graph_costs_no_stack()
    {
        var x = Tensor.Of(1, Device.Reference);
        double slope = 0;
        var thread = new Thread(() =>
        {
            using var tape = Tape.Record([x]);
            var y = x;
            for (var i = 0; i < 100_000; i++) y += y * 1e-6;
            slope = tape.Gradient(y, x).Item();
        }, maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(1.10517, slope, 5);
    }

    private sealed class Named(Tensor other, string name) : Tensor(other, name);
}
