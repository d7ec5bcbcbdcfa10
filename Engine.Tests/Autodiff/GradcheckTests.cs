using Engine.Operations;
using Engine.Tests.Operations;

namespace Engine.Tests.Autodiff;

/// <summary>The check itself: it passes what is right, and names what is wrong.</summary>
public class GradcheckTests
{
    private readonly Tensor x = Tensor.Of([0.5, -1, 2], Device.Reference);

    /// <summary>sin with a slope that is wrong by a hundred-thousandth.</summary>
    private readonly struct AlmostSine : IUnaryOp
    {
        public L Value<L>(L x) where L : struct, ILane<L> => L.Sin(x);

        public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Cos(x) * L.Of(1.00001);
    }

    /// <summary>A product whose right slope is the left one.</summary>
    private readonly struct WrongProduct : IBinaryOp
    {
        public L Value<L>(L a, L b) where L : struct, ILane<L> => a * b;

        public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => b;

        public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => b;
    }

    [Fact]
    public void Right_functions_pass()
    {
        Gradcheck.Verify(x => x.Sin(), x);
        Gradcheck.Verify(x => x.Softmax(), x, order: 2);
        Gradcheck.Verify(inputs => inputs[0] * inputs[1], x, Tensor.Of(2, Device.Reference));
        Gradcheck.Verify<Mish>();
        Gradcheck.VerifyBinary<Divide>();
    }

    [Fact]
    public void Inputs_from_another_device_are_moved() => Gradcheck.Verify(x => x.Exp(), Tensor.Of([0.5, 1]));

    [Fact]
    public void The_same_tensor_twice_counts_as_two_arguments() => Gradcheck.Verify(inputs => inputs[0] * inputs[1], x, x);

    [Fact]
    public void A_wrong_slope_is_named_with_both_values()
    {
        var message = Assert.Throws<GradcheckException>(() => Gradcheck.Verify<AlmostSine>()).Message;
        Assert.StartsWith("AlmostSine.Slope at ", message, StringComparison.Ordinal);
        Assert.Contains("dual numbers give", message, StringComparison.Ordinal);
        message = Assert.Throws<GradcheckException>(() => Gradcheck.VerifyBinary<WrongProduct>()).Message;
        Assert.StartsWith("WrongProduct.SlopeB at ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_gradient_names_function_argument_and_shape()
    {
        var message = Assert.Throws<GradcheckException>(() => Gradcheck.Verify(inputs => inputs[0] * inputs[1].StopGradient(), [x, x], 1)).Message;
        Assert.Contains("inputs[0] * inputs[1].StopGradient()", message, StringComparison.Ordinal);
        Assert.Contains("argument 1 of shape [3]", message, StringComparison.Ordinal);
        Assert.Contains("reverse mode gives 0, differences give", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_is_wrong_at_the_second_order_only_is_found()
    {
        Func<Tensor, Tensor> f = x => x.StopGradient() * x * 2 - (x * x).StopGradient();        // x² with the right gradient, but not twice
        Gradcheck.Verify(f, x);
        Assert.StartsWith("The derivative of the gradient of f ", Assert.Throws<GradcheckException>(() => Gradcheck.Verify(f, x, order: 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_is_not_close_to_anything() => Assert.Throws<GradcheckException>(() => Gradcheck.Verify(x => x.Log(), Tensor.Of(-1, Device.Reference)));

    [Fact]
    public void It_leaves_an_open_tape_alone()
    {
        using var tape = Tape.Record([x]);
        var y = x.Square().Sum();
        Gradcheck.Verify(x => x.Exp(), x);
        Assert.Equal([1.0, -2, 4], tape.Gradient(y, x).ToDoubles());
    }

    [Fact]
    public void Orders_other_than_1_and_2_are_refused() =>
        Assert.Contains("not 3", Assert.Throws<ArgumentOutOfRangeException>(() => Gradcheck.Verify(x => x, x, order: 3)).Message, StringComparison.Ordinal);
}
