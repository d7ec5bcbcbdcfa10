using Engine.Tests.Gpu;

namespace Engine.Tests;

/// <summary>A device draws the reference's numbers.</summary>
public abstract class DrawParityTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    /// <summary>Counters whose words carry, and wrap around; lengths beside a block's four numbers and the threads' shares.</summary>
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(15), InlineData(33), InlineData(1000), InlineData(70_001)]
    public void The_reference_numbers_are_drawn(int count)
    {
        foreach (var counter in new ulong[] { 0, 5, uint.MaxValue - 3, ulong.MaxValue - 2 })
        {
            var state = new RandomState(0x0123456789ABCDEF, 0xFEDCBA9876543210, counter);
            Assert.Equal(new RandomStream(state).Uniform([count], Device.Reference).ToDoubles(), new RandomStream(state).Uniform([count], Device).ToDoubles());
            var expected = new RandomStream(state).Normal([count], Device.Reference).ToDoubles();
            var given = new RandomStream(state).Normal([count], Device).ToDoubles();
            // Up to 3.7 units in the last place were measured; the reference itself is 1e-16 off where a cosine is 0.
            for (var i = 0; i < count; i++) Assert.InRange(Math.Abs(given[i] - expected[i]), 0, 5 * Math.ScaleB(Math.Abs(expected[i]), -23) + 1e-15);
        }
    }

    /// <summary>A class of probability 0 is never drawn, also where a uniform number is 0 or the largest.</summary>
    [Fact]
    public void A_class_without_weight_is_never_drawn() =>
        Assert.All(new RandomStream(5).Categorical(Tensor.Of([0.0, 1, 0], Device), [2000]).ToArray(), drawn => Assert.Equal(1, drawn));

    [Fact]
    public void Whole_probabilities_are_certain()
    {
        Assert.Equal(0, new RandomStream(8).Bernoulli(0.0, [1000], Device).Sum().Item());
        Assert.Equal(1000, new RandomStream(8).Bernoulli(1.0, [1000], Device).Sum().Item());
    }
}

public sealed class DrawParityOnCpu : DrawParityTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class DrawParityOnEmulated : DrawParityTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class DrawParityOnOpenCl : DrawParityTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class DrawParityOnCuda : DrawParityTests
{
    protected override Device Device => TestDevices.Cuda;
}
