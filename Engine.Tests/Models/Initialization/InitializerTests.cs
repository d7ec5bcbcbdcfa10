using Engine.Models.Initialization;

namespace Engine.Tests.Models.Initialization;

public class InitializerTests
{
    // [outputs, inputs, positions]: fan-in 300·2, fan-out 200·2.
    private static readonly Shape Shape = [200, 300, 2];

    /// <summary>Each with its standard deviation by the paper, and its bound if it is uniform.</summary>
    private static readonly Dictionary<string, (Initializer Initializer, double Deviation, double? Bound)> Cases = new()
    {
        ["Glorot uniform"] = (new GlorotUniform(), Math.Sqrt(2.0 / 1000), Math.Sqrt(6.0 / 1000)),
        ["Glorot normal"] = (new GlorotNormal(), Math.Sqrt(2.0 / 1000), null),
        ["Glorot uniform for tanh"] = (new GlorotUniform(Gain.Tanh), 5.0 / 3 * Math.Sqrt(2.0 / 1000), 5.0 / 3 * Math.Sqrt(6.0 / 1000)),
        ["He uniform"] = (new HeUniform(), Math.Sqrt(2.0 / 600), Math.Sqrt(6.0 / 600)),
        ["He normal"] = (new HeNormal(), Math.Sqrt(2.0 / 600), null),
        ["He normal, leaky"] = (new HeNormal(Gain.LeakyRelu(0.5)), Math.Sqrt(2 / 1.25 / 600), null),
        ["fan-in"] = (new FanInUniform(), 1 / Math.Sqrt(3 * 600), 1 / Math.Sqrt(600)),
        ["uniform"] = (new BoundedUniform(-0.5, 0.5), Math.Sqrt(1.0 / 12), 0.5),
    };

    public static TheoryData<string, string> CasesAndDevices
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in Cases.Keys)
                foreach (var device in new[] { "cpu", "reference" }) data.Add(name, device);
            return data;
        }
    }

    [Theory, MemberData(nameof(CasesAndDevices))]
    public void Mean_variance_and_bounds_are_the_paper_s(string name, string device)
    {
        var (initializer, deviation, bound) = Cases[name];
        var values = initializer.Draw(Shape, new RandomStream(6), device == "cpu" ? Device.Cpu : Device.Reference).ToDoubles();
        var n = values.Length;
        // Five standard errors: of a mean, σ/√n; of a mean square, σ²·√((κ − 1)/n) with kurtosis κ = 9/5 or 3.
        Assert.Equal(0, values.Average(), 5 * deviation / Math.Sqrt(n));
        Assert.Equal(1, values.Sum(value => value * value) / n / (deviation * deviation), 5 * Math.Sqrt((bound is null ? 2 : 0.8) / n));
        if (bound is not { } limit) return;
        Assert.InRange(values.Max(), 0.999 * limit, limit * (1 + 1e-6));
        Assert.InRange(values.Min(), -limit * (1 + 1e-6), -0.999 * limit);
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_on_both_devices()
    {
        foreach (var (initializer, _, _) in Cases.Values)
            Assert.True(initializer.Draw(Shape, new RandomStream(7), Device.Cpu).AllClose(initializer.Draw(Shape, new RandomStream(7), Device.Reference), rtol: 2e-6, atol: 1e-7));
    }

    [Fact]
    public void Uniform_keeps_its_bounds_when_they_are_not_around_0()
    {
        var values = new BoundedUniform(2, 3).Draw([100_000], new RandomStream(8), Device.Reference).ToDoubles();
        Assert.InRange(values.Min(), 2, 2.001);
        Assert.InRange(values.Max(), 2.999, 3);
    }

    [Fact]
    public void Constants_are_constant()
    {
        var rng = new RandomStream(9);
        Assert.All(new Constant(-2.5).Draw([3], rng, Device.Cpu).ToArray(), value => Assert.Equal(-2.5f, value));
        Assert.All(new Zeros().Draw([3], rng, Device.Cpu).ToArray(), value => Assert.Equal(0, value));
        Assert.All(new Ones().Draw([3], rng, Device.Cpu).ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Wrong_settings_and_shapes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedUniform(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedUniform(0, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedUniform(double.NaN, 0));
        Assert.Contains("[5]", Assert.Throws<ArgumentException>(() => new HeNormal().Draw([5], new RandomStream(1), Device.Cpu)).Message);
    }
}
