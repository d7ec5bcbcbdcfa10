using Engine.Devices.Cpu;

namespace Engine.Tests.Devices;

/// <summary>Faults that users of other libraries reported, by their number in the project's fault log: numerics, on both devices.</summary>
public class FaultLogNumericsTests
{
    public static TheoryData<string> Devices => ["cpu", "reference"];

    private static Tensor Vector(string device, params double[] values) => Tensor.Of(values, device == "cpu" ? Device.Cpu : Device.Reference);

    private static (double[] Value, double[] Slope) WithSlope(Tensor x, Func<Tensor, Tensor> f)
    {
        using var tape = Tape.Record([x]);
        var y = f(x);
        return (y.ToDoubles(), tape.Gradient(y.Sum(), x).ToDoubles());
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_1_log_sigmoid_of_very_negative_numbers(string device)
    {
        var (value, slope) = WithSlope(Vector(device, -300, double.NegativeInfinity), x => x.LogSigmoid());
        Assert.Equal([-300, double.NegativeInfinity], value);
        Assert.Equal([1.0, 1], slope);
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_2_softplus_does_not_overflow(string device)
    {
        var (value, slope) = WithSlope(Vector(device, 100, -100), x => x.Softplus());
        Assert.Equal((100, 1), (value[0], slope[0]));
        Assert.InRange(value[1], 3.7e-44, 3.8e-44);
        Assert.InRange(slope[1], 3.7e-44, 3.8e-44);
        Assert.Equal(20, ((Vector(device, 20) * 5).Softplus() / 5).Item());
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_7_softmax_is_relative_to_the_largest(string device)
    {
        var y = Vector(device, 90, 2, -2).Softmax().ToDoubles();
        Assert.Equal(1, y[0]);
        Assert.InRange(y[1], 6.05e-39, 6.06e-39);
        Assert.InRange(y[2], 1.1e-40, 1.11e-40);
        Assert.Equal([0.5, 0.5], Vector(device, 1000, 1000).Softmax().ToDoubles());
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_8_logsumexp_of_a_row_of_minus_infinities(string device)
    {
        var x = Vector(device, 1, 2, double.NegativeInfinity, double.NegativeInfinity).Reshape(2, 2);
        var (value, slope) = WithSlope(x, x => x.LogSumExp(1));
        Assert.Equal(2.313, value[0], 3);
        Assert.Equal(double.NegativeInfinity, value[1]);
        Assert.Equal([0.0, 0], slope[2..]);
        Assert.Equal([0.5, 0.5], WithSlope(Vector(device, 1000, 1000), x => x.LogSumExp()).Slope);
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_10_powers_of_negative_numbers_at_every_length(string device)
    {
        for (var n = 1; n <= 65; n++)
        {
            double[] x = [.. Enumerable.Range(0, n).Select(i => -1.0 - i % 4)];
            Assert.Equal(x.Select(value => value * value * value), Vector(device, x).Pow(3).ToDoubles());
        }
    }

    [Fact]
    public void Fault_13_a_long_sum_does_not_depend_on_threads()
    {
        const int count = 4_096_000;
        float[] x = [.. Enumerable.Range(0, count).Select(k => k - 2047999.5f)];
        for (var threads = 1; threads <= 4; threads++)
            Assert.Equal(0, Tensor.From(x, [count], new CpuDevice(threads)).Sum().Item());
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_16_the_index_of_the_largest(string device)
    {
        Assert.Equal(0, Vector(device, double.NegativeInfinity).ArgMax().Item());
        double[] peak = new double[260];
        peak[258] = 1;
        Assert.Equal(258, Vector(device, peak).ArgMax().Item());
    }
}
