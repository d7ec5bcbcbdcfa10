namespace Engine.Tests.Tensors;

/// <summary>Samples and variances of variational weights with their divergence: gradients of both orders, the numbers drawn, what is refused.</summary>
public class VariationalTests
{
    private readonly Tensor mean = Tensor.Of([[0.3, -0.2, 1.1], [0, 0.7, -2]], Device.Reference);
    private readonly Tensor rho = Tensor.Of([[-1, 0.4, -3], [2, -0.1, -25.0]], Device.Reference);
    private readonly Tensor weights = Tensor.Of([[0.5, 2, -1], [1, -0.3, 0.9]], Device.Reference);

    private static (Tensor Sample, Tensor Divergence) Sample(Tensor mean, Tensor rho) => Variational.Sample(mean, rho, 0.2, 0.6, new RandomStream(5));

    [Fact]
    public void Gradients_to_second_order()
    {
        Gradcheck.Verify(x => { var (w, d) = Sample(x[0], x[1]); return (w * weights).Sin().Sum() * (d * 0.1).Exp(); }, [mean, rho], order: 2);
        Gradcheck.Verify(x => Sample(x[0], x[1]).Sample.Square(), [mean, rho], order: 2);
        Gradcheck.Verify(x => Sample(x[0], x[1]).Divergence.Square(), [mean, rho], order: 2);
        Gradcheck.Verify(x => { var (v, d) = Variational.Variance(x[0], x[1], 0.2, 0.6); return (v * weights).Sum().Sin() * d; }, [mean, rho], order: 2);
    }

    [Fact]
    public void Fused_and_composed_agree()
    {
        foreach (var device in new[] { Device.Reference, Device.Cpu })
        {
            var (mu, raw, c) = (Tensor.Randn([70, 90], 1, device), Tensor.Randn([70, 90], 2, device) * 2 - 2, Tensor.Randn([70, 90], 3, device));
            using var tape = Tape.Record([mu, raw]);
            var (w, d) = Variational.Sample(mu, raw, 0.2, 0.6, new RandomStream(5));
            var sigma = raw.Softplus();
            var composedW = mu + sigma * new RandomStream(5).Normal(mu.Shape, device);
            var composedD = ((sigma / 0.6).Square() / 2 + ((mu - 0.2) / 0.6).Square() / 2 - 0.5 - (sigma / 0.6).Log()).Sum();
            var tolerance = 16 * device.Epsilon;
            Assert.True(w.AllClose(composedW, tolerance, tolerance));
            Assert.Equal(composedD.Item(), d.Item(), tolerance * composedD.Item());
            var fused = tape.Gradient((w * c).Sum() + d * 0.3, [mu, raw]);
            var composed = tape.Gradient((composedW * c).Sum() + composedD * 0.3, [mu, raw]);
            Assert.True(fused[mu].AllClose(composed[mu], 4 * tolerance, 4 * tolerance));
            Assert.True(fused[raw].AllClose(composed[raw], 4 * tolerance, 4 * tolerance));
        }
    }

    [Fact]
    public void A_sample_by_its_deviation_is_that_of_its_rho()
    {
        Assert.True(Variational.SampleByDeviation(mean, rho.Softplus(), new RandomStream(5)).AllClose(Variational.Sample(mean, rho, new RandomStream(5)), rtol: 1e-14));
        Gradcheck.Verify(x => (Variational.SampleByDeviation(x[0], x[1], new RandomStream(5)) * weights).Sin().Sum(), [mean, rho], order: 2);
        Assert.Contains("deviation has shape [3]; expected [2, 3]", Assert.Throws<ArgumentException>(() => Variational.SampleByDeviation(mean, Tensor.Zeros([3], Device.Reference), new RandomStream(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stream_goes_on_as_after_a_normal_draw()
    {
        var (first, second) = (new RandomStream(5), new RandomStream(5));
        Variational.Sample(mean, rho, 0, 1, first);
        second.Normal(mean.Shape);
        Assert.Equal(second.State, first.State);
        Variational.Sample(mean, rho, first);
        second.Normal(mean.Shape);
        Assert.Equal(second.State, first.State);
    }

    [Fact]
    public void Recorded_or_not_the_sample_is_the_same()
    {
        var (free, _) = Sample(mean, rho);
        using var tape = Tape.Record([rho]);
        var (recorded, divergence) = Sample(mean, rho);
        Assert.Equal(free.ToDoubles(), recorded.ToDoubles());
        Assert.Equal(free.ToDoubles(), Variational.Sample(mean, rho, new RandomStream(5)).ToDoubles());
        Assert.Throws<ArgumentException>(() => tape.Gradient(divergence, mean));
        Assert.Equal(rho.Shape, tape.Gradient(divergence, rho).Shape);
    }

    /// <summary>The gradient by the mean is written in the place of that by the sample, unless that has another use.</summary>
    [Fact]
    public void No_gradient_with_another_use_is_written_over()
    {
        var (mu, raw, other, c) = (mean.To(Device.Cpu), rho.To(Device.Cpu), mean.To(Device.Cpu), weights.To(Device.Cpu));
        using var tape = Tape.Record([mu, raw, other]);
        var ((w, d), (v, e)) = (Sample(mu, raw), Sample(other, raw));
        var loss = ((w + v) * c).Sum() + (d + 2 * e) * 0.3;
        var first = tape.Gradient(loss, [mu, other]);
        Assert.True(first[mu].AllClose(c + 0.3 * (mu - 0.2) / 0.36, 1e-6, 1e-6));
        Assert.True(first[other].AllClose(c + 0.6 * (mu - 0.2) / 0.36, 1e-6, 1e-6));

        var again = tape.Gradient(loss, [mu, other]);
        Assert.Equal(first[mu].ToDoubles(), again[mu].ToDoubles());
        Assert.Equal(first[other].ToDoubles(), again[other].ToDoubles());

        var results = tape.Gradient((w * c).Sum() + d, [w, mu]);
        Assert.Equal(c.ToDoubles(), results[w].ToDoubles());

        var given = c * 2;
        tape.VectorJacobian(w, raw, given);
        Assert.Equal((c * 2).ToDoubles(), given.ToDoubles());
    }

    [Fact]
    public void A_step_takes_no_new_memory()
    {
        var device = new Engine.Devices.Cpu.CpuDevice(2);
        var (mu, raw, noise) = (Tensor.Zeros([50, 70], device), Tensor.Full([50, 70], -3, device), new RandomStream(1));
        Step();
        Step();
        var allocations = device.Allocations;
        for (var i = 0; i < 5; i++) Step();
        Assert.Equal(allocations, device.Allocations);

        void Step()
        {
            using var tape = Tape.Record([mu, raw]);
            var (w, d) = Variational.Sample(mu, raw, 0, 1, noise);
            tape.Gradient(w.Square().Sum() + d);
        }
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        var noise = new RandomStream(1);
        var other = Tensor.Zeros([3], Device.Reference);
        Assert.Contains("rho has shape [3]; expected [2, 3]", Assert.Throws<ArgumentException>(() => Variational.Sample(mean, other, 0, 1, noise)).Message, StringComparison.Ordinal);
        Assert.Contains("rho has shape [3]; expected [2, 3]", Assert.Throws<ArgumentException>(() => Variational.Variance(mean, other, 0, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("two devices", Assert.Throws<ArgumentException>(() => Variational.Sample(mean, Tensor.Zeros([2, 3]), 0, 1, noise)).Message, StringComparison.Ordinal);
        foreach (var deviation in new[] { 0, -1, double.NaN, double.PositiveInfinity, 1e-200 })
            Assert.Contains($"deviation is {deviation}", Assert.Throws<ArgumentOutOfRangeException>(() => Variational.Sample(mean, rho, 0, deviation, noise)).Message, StringComparison.Ordinal);
        Assert.Contains("mean is NaN", Assert.Throws<ArgumentOutOfRangeException>(() => Variational.Variance(mean, rho, double.NaN, 1)).Message, StringComparison.Ordinal);
        Assert.Equal(0UL, noise.State.Counter);
    }
}
