using Engine.Models;
using Engine.Tests.Gpu;

namespace Engine.Tests.Models.Autoencoders.Corruptions;

/// <summary>What corruptions do on average, and that they do the same on every device.</summary>
public sealed class CorruptionTests
{
    private static readonly Dictionary<string, Corruption> kinds = new()
    {
        ["mask"] = new MaskCorruption(0.3),
        ["Gaussian"] = new GaussianCorruption(0.7),
        ["salt and pepper"] = new SaltAndPepperCorruption(0.4),
    };

    public static TheoryData<string> Kinds => [.. kinds.Keys];

    /// <summary>Mean and mean square over 100,000 draws, within 5 standard errors, for three values of x.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void Moments(string kind)
    {
        const int Draws = 100_000;
        foreach (var x in new[] { 0, 0.25, 0.9 })
        {
            var (drawn, moments) = (kinds[kind].Apply(Tensor.Full([Draws], x, Device.Reference), new RandomStream(5)), kinds[kind].Moments);
            void Near(double expected, Tensor values) =>
                Assert.Equal(expected, values.Mean().Item(), 1e-12 + 5 * Math.Sqrt(values.Variance().Item() / Draws));
            Near(moments.Scale * x + moments.Shift, drawn);
            Near(moments.SquareScale * x * x + moments.SquareShift, drawn.Square());
            var mean = moments.Scale * x + moments.Shift;
            Near(moments.AddedVariance(x, x * x), (drawn - mean).Square());
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Numbers_are_changed_independently_and_the_stream_decides(string kind)
    {
        var x = Tensor.Full([4, 500], 0.5, Device.Reference);
        var (a, b) = (kinds[kind].Apply(x, new RandomStream(1)), kinds[kind].Apply(x, new RandomStream(2)));
        Assert.Equal(a.ToDoubles(), kinds[kind].Apply(x, new RandomStream(1)).ToDoubles());
        Assert.NotEqual(a.ToDoubles(), b.ToDoubles());
        Assert.Equal(4, Enumerable.Range(0, 4).Select(row => string.Join(' ', a.Slice(0, row, 1).ToDoubles())).Distinct().Count());
    }

    [Fact]
    public void What_is_not_changed_stays_bitwise_and_the_rest_is_what_was_named()
    {
        var x = Tensor.Rand([1000], 3) * 0.5 + 0.25;
        var (masked, salted) = (kinds["mask"].Apply(x, new RandomStream(1)).ToDoubles(), kinds["salt and pepper"].Apply(x, new RandomStream(1)).ToDoubles());
        var given = x.ToDoubles();
        for (var i = 0; i < given.Length; i++)
        {
            Assert.True(masked[i] == 0 || masked[i] == given[i]);
            Assert.True(salted[i] is 0 or 1 || salted[i] == given[i]);
        }
        Assert.InRange(salted.Count(value => value == 0), 150, 250);
        Assert.InRange(salted.Count(value => value == 1), 150, 250);
        Assert.Equal(given, new MaskCorruption(0).Apply(x, new RandomStream(1)).ToDoubles());
        Assert.Equal(given, new SaltAndPepperCorruption(0).Apply(x, new RandomStream(1)).ToDoubles());
        Assert.Equal(given, new GaussianCorruption(0).Apply(x, new RandomStream(1)).ToDoubles());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_devices_agree(string kind)
    {
        var x = Tensor.Rand([6, 50], 3);
        var expected = kinds[kind].Apply(x.To(Device.Reference), new RandomStream(1)).ToDoubles();
        foreach (var device in new[] { Device.Cpu, TestDevices.Emulated })
            foreach (var (e, a) in expected.Zip(kinds[kind].Apply(x.To(device), new RandomStream(1)).ToDoubles())) Assert.Equal(e, a, 1e-5);
    }

    [Fact]
    public void Levels_that_are_none_are_refused()
    {
        Assert.Contains("1.5", Assert.Throws<ArgumentOutOfRangeException>(() => new MaskCorruption(1.5)).Message, StringComparison.Ordinal);
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianCorruption(-1)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentOutOfRangeException>(() => new SaltAndPepperCorruption(double.NaN)).Message, StringComparison.Ordinal);
    }
}
