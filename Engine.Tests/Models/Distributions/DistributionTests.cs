using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>
/// What holds for every distribution. Statistical bounds are five standard errors on fixed seeds; a new seed would exceed one
/// about once in a million numbers.
/// </summary>
public sealed class DistributionTests
{
    private const int Samples = 100_000;

    [Fact]
    public void Every_distribution_has_a_case()
    {
        var tested = DistributionCases.All.Select(each => each.On(Device.Reference).GetType()).ToHashSet();
        var all = typeof(Distribution).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Distribution)) && !type.IsAbstract);
        Assert.Empty(all.Except(tested));
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Samples_have_the_mean_and_the_variance(DistributionCase each)
    {
        var d = each.On(Device.Cpu);
        using var scope = new Scope();
        var x = d.Sample(new RandomStream(31), [Samples]);
        AssertMean(x, d.Mean);
        AssertMean((x - d.Mean).Square(), d.Variance);
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Probabilities_add_up_to_one(DistributionCase each)
    {
        var d = each.On(Device.Reference);
        using var scope = new Scope();
        Tensor total;
        if (each.Support is { } values) total = d.LogProb(Spread(Tensor.Of(values, Device.Reference), d.Shape)).Exp().Sum(0);
        else
        {
            const double Reach = 12, Step = 0.01;      // the trapezoidal rule over ±12 standard deviations
            var z = Tensor.Linspace(-Reach, Reach, (int)(2 * Reach / Step) + 1, Device.Reference);
            total = d.LogProb(d.Mean + d.Variance.Sqrt() * Spread(z, d.Shape)).Exp().Sum(0) * d.Variance.Sqrt() * Step;
        }
        Assert.True(total.AllClose(Tensor.Ones(d.Shape, Device.Reference), rtol: 1e-10), $"{total}");
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void The_entropy_is_the_mean_of_minus_the_log_probability(DistributionCase each)
    {
        var d = each.On(Device.Cpu);
        using var scope = new Scope();
        AssertMean(-d.LogProb(d.Sample(new RandomStream(32), [Samples])), d.Entropy());
    }

    [Theory, MemberData(nameof(DistributionCases.Pairs), MemberType = typeof(DistributionCases))]
    public void The_divergence_is_the_mean_log_ratio(DistributionCase first, DistributionCase second)
    {
        var (q, p) = (first.On(Device.Reference), second.On(Device.Reference));
        using var scope = new Scope();
        var x = q.Sample(new RandomStream(33), [Samples]);
        AssertMean(q.LogProb(x) - p.LogProb(x), Kl.Divergence(q, p));
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Shapes_follow_the_parameters_the_samples_and_the_values(DistributionCase each)
    {
        foreach (var device in new[] { Device.Reference, Device.Cpu })
        {
            var d = each.On(device);
            var rng = new RandomStream(34);
            Assert.Same(device, d.Device);
            Assert.Equal(d.Shape, d.Mean.Shape);
            Assert.Equal(d.Shape, d.Variance.Shape);
            Assert.Equal(d.Shape, d.Entropy().Shape);
            Assert.Equal(d.Shape, Kl.Divergence(d, d).Shape);
            Assert.Equal(d.Shape, d.Sample(rng).Shape);
            var many = d.Sample(rng, [3, 2]);
            Assert.Equal(Shape.Create([3, 2, .. d.Shape]), many.Shape);
            Assert.Same(device, many.Device);
            Assert.Equal(many.Shape, d.LogProb(many).Shape);
            Assert.Equal(Shape.Create([5, 1, .. d.Shape]), d.LogProb(Tensor.Ones(Shape.Create([5, .. Enumerable.Repeat(1, d.Shape.Rank + 1)]), device)).Shape);
            if (d.Shape.Rank == 0) continue;
            var message = Assert.Throws<ArgumentException>(() => d.LogProb(Tensor.Ones([17], device))).Message;
            Assert.Contains($"Shapes [17] and {d.Shape} do not broadcast", message, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void The_same_stream_gives_the_same_sample_and_no_gradient_flows_through_it(DistributionCase each)
    {
        var parameters = each.Parameters;
        using var tape = Tape.Record(parameters);
        var sample = each.Make(parameters, true).Sample(new RandomStream(35), [4]);
        Assert.True(sample.SameAs(each.Make(parameters, true).Sample(new RandomStream(35), [4])));
        Assert.Throws<ArgumentException>(() => tape.Gradient(sample.Sum(), parameters[0]));
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void A_reparameterized_sample_is_the_sample_or_an_error_that_names_the_distribution(DistributionCase each)
    {
        var d = each.On(Device.Reference);
        if (d.IsReparameterized) Assert.True(d.Rsample(new RandomStream(36), [4]).SameAs(d.Sample(new RandomStream(36), [4])));
        else Assert.StartsWith($"{d.GetType().Name} has no reparameterized sample", Assert.Throws<NotSupportedException>(() => d.Rsample(new RandomStream(36))).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void A_value_that_is_no_number_is_refused(DistributionCase each)
    {
        var d = each.On(Device.Reference);
        var message = Assert.Throws<ArgumentOutOfRangeException>(() => d.LogProb(Tensor.Of(double.NaN, Device.Reference))).Message;
        Assert.Contains("holds NaN at position 0", message, StringComparison.Ordinal);
    }

    /// <summary>Values along a new first axis, each for all elements of a shape.</summary>
    private static Tensor Spread(Tensor values, Shape shape) => values.Reshape(Shape.Create([values.Elements, .. Enumerable.Repeat(1, shape.Rank)]));

    /// <summary>Whether the mean along the first axis is what is expected, within five standard errors, for every element.</summary>
    private static void AssertMean(Tensor x, Tensor expected)
    {
        var error = (x.Variance(0) / x.Shape[0]).Sqrt();
        var (difference, bound) = ((x.Mean(0) - expected).Abs().ToDoubles(), error.ToDoubles());
        for (var i = 0; i < difference.Length; i++) Assert.InRange(difference[i], 0, 5 * bound[i] + 1e-6);
    }
}
