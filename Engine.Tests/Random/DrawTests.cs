using Engine.Devices.Cpu;
using Engine.Lanes;

namespace Engine.Tests;

/// <summary>The distribution of uniform and normal numbers. Each check's bound is exceeded by chance at most once in a million.</summary>
public sealed class DrawTests
{
    private const int Count = 1 << 20;

    public static TheoryData<string> Devices => ["reference", "cpu"];

    private static Device Named(string name) => name == "cpu" ? Device.Cpu : Device.Reference;

    private static double NormalCumulative(double x) => 0.5 * F64.Erfc(new F64(-x / Math.Sqrt(2))).Value;

    [Theory, MemberData(nameof(Devices))]
    public void Uniform_numbers_are_uniform(string device)
    {
        var x = new RandomStream(21).Uniform([Count], Named(device)).ToDoubles();
        Assert.InRange(x.Min(), 0, 1e-4);
        Assert.InRange(x.Max(), 1 - 1e-4, 1 - Math.ScaleB(1, -24));
        AssertMoments(x, [1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0], [1 / 12.0, 4 / 45.0, 9 / 112.0, 16 / 225.0]);
        Statistics.AssertDistribution(x, u => u, resolution: Math.ScaleB(1, -24));
    }

    [Theory, MemberData(nameof(Devices))]
    public void Normal_numbers_are_normal(string device)
    {
        var x = new RandomStream(22).Normal([Count], Named(device)).ToDoubles();
        AssertMoments(x, [0, 1, 0, 3], [1, 2, 15, 96]);
        Statistics.AssertDistribution(x, NormalCumulative);
    }

    [Theory, MemberData(nameof(Devices))]
    public void Neighbours_in_a_draw_do_not_correlate(string device)
    {
        var x = new RandomStream(23).Normal([Count], Named(device)).ToDoubles();
        foreach (var lag in new[] { 1, 2, 3, 4, 16, 64 })
            foreach (var power in new[] { 1, 2 })
            {
                var sum = 0.0;
                for (var i = lag; i < Count; i++) sum += Centred(x[i], power) * Centred(x[i - lag], power);
                Assert.InRange(sum / Math.Sqrt(Count), -5, 5);
            }
    }

    /// <summary>Counters whose words carry, and wrap around; lengths beside a vector's, a block's and the threads' shares.</summary>
    [Theory]
    [InlineData(0), InlineData(1), InlineData(3), InlineData(4), InlineData(15), InlineData(16), InlineData(31), InlineData(32), InlineData(33), InlineData(1000), InlineData(70_001)]
    public void The_processor_draws_the_reference_numbers_for_any_vector_width_and_threads(int count)
    {
        foreach (var counter in new ulong[] { 0, 5, uint.MaxValue - 3, ulong.MaxValue - 2 })
        {
            var state = new RandomState(0x0123456789ABCDEF, 0xFEDCBA9876543210, counter);
            var uniform = new RandomStream(state).Uniform([count], Device.Reference).ToDoubles();
            var normal = new RandomStream(state).Normal([count], Device.Reference).ToDoubles();
            float[] bits = [];
            foreach (var device in Processors)
            {
                Assert.Equal(uniform, new RandomStream(state).Uniform([count], device).ToDoubles());
                var given = new RandomStream(state).Normal([count], device).ToArray();
                if (bits.Length == 0) bits = given;
                Assert.Equal(bits, given);
            }
            // Up to 3.7 units in the last place were measured; the reference itself is 1e-16 off where a cosine is 0.
            for (var i = 0; i < count; i++) Assert.InRange(Math.Abs(bits[i] - normal[i]), 0, 5 * Math.ScaleB(Math.Abs(normal[i]), -23) + 1e-15);
        }
    }

    private static readonly CpuDevice[] Processors = [new(1, wide: true), new(2, wide: true), new(3, wide: true), new(1, wide: false), new(2, wide: false)];

    /// <summary>Mean of xᵏ for k = 1 … 4 within 5 standard deviations.</summary>
    private static void AssertMoments(double[] x, double[] moments, double[] variances)
    {
        for (var k = 1; k <= moments.Length; k++)
        {
            var mean = x.Average(value => Math.Pow(value, k));
            Assert.InRange((mean - moments[k - 1]) / Math.Sqrt(variances[k - 1] / x.Length), -5, 5);
        }
    }

    /// <summary>x, or (x² − 1)/√2: mean 0 and variance 1.</summary>
    private static double Centred(double x, int power) => power == 1 ? x : (x * x - 1) / Math.Sqrt(2);
}
