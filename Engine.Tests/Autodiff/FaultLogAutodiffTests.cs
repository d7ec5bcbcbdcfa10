namespace Engine.Tests.Autodiff;

/// <summary>Faults that users of other libraries reported, by their number in the project's fault log: derivatives. 34 and 35 are among the tape's tests.</summary>
public class FaultLogAutodiffTests
{
    public static TheoryData<string> Devices => ["cpu", "reference"];

    private static Device On(string device) => device == "cpu" ? Device.Cpu : Device.Reference;

    private static double[] Slope(Tensor x, Func<Tensor, Tensor> f)
    {
        using var tape = Tape.Record([x]);
        return tape.Gradient(f(x), x).ToDoubles();
    }

    /// <summary>0 is a subgradient of the norm at the zero vector; 0·∞ = 0 in the chain rule finds it in every spelling.</summary>
    [Theory, MemberData(nameof(Devices))]
    public void Fault_17_the_norm_of_the_zero_vector(string device)
    {
        var zero = Tensor.Zeros([3], On(device));
        foreach (var norm in new Func<Tensor, Tensor>[]
        {
            x => (x * x).Sum().Sqrt(), x => x.Square().Sum().Sqrt(), x => x.Pow(2).Sum().Pow(0.5), x => x.Dot(x).Sqrt(),
            x => x.Abs().Max(), x => x.Abs().Sum(), x => x.Square().Sqrt().Sum(), x => x.MatMul(x).Pow(0.5), x => x.Multiply(x).Sum().Rsqrt().Reciprocal(),
        })
            Assert.Equal([0.0, 0, 0], Slope(zero, norm));
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_22_the_branch_that_was_not_chosen(string device)
    {
        Assert.Equal([1.0, 1], Slope(Tensor.Of([-1.0, -4], On(device)), x => Elementwise.Where(x.Greater(0), x.Sqrt(), x).Sum()));
        Assert.Equal([1.0], Slope(Tensor.Of([100.0], On(device)), a => Elementwise.Where(a.LessOrEqual(0), a.Exp(), 1 + a).Sum()));
        Assert.Equal([1.0], Slope(Tensor.Of([1000.0], On(device)), a => Elementwise.Where(a.LessOrEqual(0), a.Exp(), 1 + a).Sum()));
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_23_a_masked_infinite_slope(string device)
    {
        var slope = Slope(Tensor.Of([-1, 0.5, 1], On(device)), x => x.Log1p().Slice(0, 1, 2).Sum());
        Assert.Equal(0, slope[0]);
        Assert.Equal(2 / 3.0, slope[1], 6);
        Assert.Equal(0.5, slope[2]);
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_25_a_gradient_has_its_operands_shape(string device)
    {
        foreach (var (left, right) in new (Shape, Shape)[] { ([1], [5, 4]), ([4, 1], [1, 4]), ([], [2, 3]) })
        {
            var (a, b) = (Tensor.Ones(left, On(device)), Tensor.Ones(right, On(device)));
            using var tape = Tape.Record([a, b]);
            var gradients = tape.Gradient((a * b).Sum());
            var count = Shape.Broadcast(left, right).Elements;
            Assert.True(gradients[a].SameAs(Tensor.Full(left, count / left.Elements, On(device))));
            Assert.True(gradients[b].SameAs(Tensor.Full(right, count / right.Elements, On(device))));
        }
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_26_the_mean_over_two_axes(string device)
    {
        foreach (var (axes, count) in new (Axes, int)[] { ([1, 2], 12), ([0, 2], 8), ([-1, -2], 12), ([-3, 1], 6) })
            Assert.All(Slope(Tensor.Ones([2, 3, 4], On(device)), x => x.Mean(axes).Sum()), slope => Assert.Equal(1.0 / count, slope, 7));
    }

    [Fact]
    public void Fault_28_the_incoming_tangent_counts()
    {
        var x = Tensor.Of(0, Device.Reference);
        using var tape = Tape.Record([x]);
        Assert.Equal(0.75, tape.JacobianVector(x.Sigmoid(), x, Tensor.Of(3, Device.Reference)).Item());
    }

    [Fact]
    public void Fault_29_every_use_counts() =>
        Assert.Equal(14.7, Slope(Tensor.Of(7, Device.Reference), x => 0.1 * x * x * x)[0], 12);

    [Fact]
    public void Fault_31_softmax_twice()
    {
        var x = Tensor.Zeros([2], Device.Reference);
        using var tape = Tape.Record([x]);
        var slope = tape.Gradient(x.Softmax().Slice(0, 0, 1), x, createGraph: true);
        Assert.Equal([0.25, -0.25], slope.ToDoubles());
        for (var i = 0; i < 2; i++) Assert.Equal([0.0, 0], tape.Gradient(slope.Slice(0, i, 1), x).ToDoubles());
    }
}
