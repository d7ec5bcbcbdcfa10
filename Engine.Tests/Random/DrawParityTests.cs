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

    private static readonly Dictionary<string, Func<RandomStream, Device, Tensor>> draws = new()
    {
        ["Normal(Shape, Device)"] = (rng, device) => rng.Normal([3, 7], device),
        ["Uniform(Shape, Device)"] = (rng, device) => rng.Uniform([3, 7], device),
        ["Bernoulli(Tensor, Boolean)"] = (rng, device) => rng.Bernoulli(Tensor.Linspace(0, 1, 65, device)),
        ["Bernoulli(Double, Shape, Device)"] = (rng, device) => rng.Bernoulli(0.375, [5, 13], device),
        ["Categorical(Tensor, Shape)"] = (rng, device) => rng.Categorical(Tensor.Of([[1.0, 0, 3], [0.5, 0.25, 2]], device), [40]),
    };

    public static TheoryData<string> Draws =>
        [.. typeof(RandomStream).GetMethods().Where(method => method.ReturnType == typeof(Tensor)).Select(method => $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})")];

    /// <summary>Every method that draws a tensor, found by reflection, twice in a row; whole numbers are the very same.</summary>
    [Theory, MemberData(nameof(Draws))]
    public void Every_kind_of_draw_is_the_references(string method)
    {
        Assert.True(draws.TryGetValue(method, out var draw), $"{method} is not tested: add a row to {nameof(draws)}.");
        var (expected, given) = (new RandomStream(9), new RandomStream(9));
        for (var i = 0; i < 2; i++)
            Assert.True(draw(given, Device).To(Device.Reference).AllClose(draw(expected, Device.Reference), rtol: 6e-7, atol: 1e-15));
        Assert.Equal(expected.State, given.State);
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
