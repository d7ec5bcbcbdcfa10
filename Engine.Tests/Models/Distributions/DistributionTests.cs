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
        if (Known(() => d.Mean) is not { } mean) return;
        AssertMean(x, mean);
        AssertMean((x - mean).Square(), d.Variance);
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Probabilities_add_up_to_one(DistributionCase each)
    {
        var d = each.On(Device.Reference);
        if (d.EventShape.Rank > 0) return;      // their densities have tests of their own
        using var scope = new Scope();
        var total = each.Support is { } values ? d.LogProb(Spread(Tensor.Of(values, Device.Reference), d.Shape)).Exp().Sum(0) : Integral(d);
        Assert.True(total.AllClose(Tensor.Ones(d.Shape, Device.Reference), rtol: each.Name.Contains("Laplace", StringComparison.Ordinal) ? 1e-4 : 1e-8), $"{total}");      // a kink
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Samples_follow_the_distribution_function_and_the_quantile_is_its_inverse(DistributionCase each)
    {
        var d = each.On(Device.Reference);
        using var scope = new Scope();
        var x = d.Sample(new RandomStream(37), [20_000]);
        if (Known(() => d.Cdf(x)) is not { } p) return;
        Assert.True(d.Cdf(Tensor.Of(double.NegativeInfinity, Device.Reference)).AllClose(Tensor.Zeros(d.Shape)) || d.Support != Constraint.Real);
        var (values, count) = (p.ToDoubles(), d.Shape.Elements);
        for (var i = 0; i < count; i++)
            Statistics.AssertDistribution([.. values.Where((_, k) => k % count == i)], u => u, 1e-6);
        if (Known(() => d.Quantile(p)) is { } back) Assert.True(back.AllClose(x, rtol: 1e-6, atol: 1e-6), each.Name);
    }

    /// <summary>Of the density, for each element.</summary>
    private static Tensor Integral(Distribution d)
    {
        var (x, dx) = Quadrature.Nodes(d is Uniform ? Constraint.UnitInterval : d.Support, 4501);
        (x, dx) = (Spread(x, d.Shape), Spread(dx, d.Shape));
        if (d is Uniform uniform) (x, dx) = (uniform.Low + (uniform.High - uniform.Low) * x, (uniform.High - uniform.Low) * dx);
        return (d.LogProb(x).Exp() * dx).Sum(0);
    }

    /// <summary>What is computed, or null where the distribution says that it has no formula.</summary>
    private static Tensor? Known(Func<Tensor> compute)
    {
        try { return compute(); }
        catch (NotSupportedException missing) when (missing.Message.Contains("in closed form", StringComparison.Ordinal)) { return null; }
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void The_entropy_is_the_mean_of_minus_the_log_probability(DistributionCase each)
    {
        var d = each.On(Device.Cpu);
        using var scope = new Scope();
        if (Known(d.Entropy) is { } entropy) AssertMean(-d.LogProb(d.Sample(new RandomStream(32), [Samples])), entropy);
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
            Assert.Equal(d.Shape, Shape.Create([.. d.BatchShape, .. d.EventShape]));
            Assert.Equal(d.Shape, (Known(() => d.Mean) ?? Tensor.Zeros(d.Shape)).Shape);
            Assert.Equal(d.Shape, (Known(() => d.Variance) ?? Tensor.Zeros(d.Shape)).Shape);
            Assert.Equal(d.BatchShape, (Known(d.Entropy) ?? Tensor.Zeros(d.BatchShape)).Shape);
            Assert.Equal(d.Shape, d.Sample(rng).Shape);
            var many = d.Sample(rng, [3, 2]);
            Assert.Equal(Shape.Create([3, 2, .. d.Shape]), many.Shape);
            Assert.Same(device, many.Device);
            Assert.Equal(Shape.Create([3, 2, .. d.BatchShape]), d.LogProb(many).Shape);
            var broader = many.Slice(0, 0, 1).Slice(1, 0, 1);
            Assert.Equal(Shape.Create([1, 1, .. d.BatchShape]), d.LogProb(broader).Shape);
            if (d.EventShape.Rank == 0 && d is not Uniform) Assert.Equal(Shape.Create([5, 1, .. d.Shape]), d.LogProb(Spread(broader.Reshape([broader.Elements]).Slice(0, 0, 1).Expand([5]), [1, .. d.Shape])).Shape);
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
        var finite = expected.ToDoubles();
        for (var i = 0; i < difference.Length; i++)
            if (double.IsFinite(finite[i % finite.Length])) Assert.InRange(difference[i], 0, 5 * bound[i] + 1e-6);
    }
}
