using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Values at the edges of every support, just outside of them, and parameters that are no numbers.</summary>
public sealed class SupportTests
{
    private const double Infinity = double.PositiveInfinity, Least = 1e-300, BelowOne = 1 - 1.2e-16;

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void At_its_edges_a_log_probability_is_a_number_or_infinite_but_not_NaN(DistributionCase each)
    {
        var d = each.On(Device.Reference);
        foreach (var value in Edges(d).Inside)
            Assert.All(d.LogProb(value).ToDoubles(), log => Assert.False(double.IsNaN(log), $"{each} at {value}"));
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Outside_a_value_is_refused_with_its_position(DistributionCase each)
    {
        var d = each.On(Device.Reference);
        foreach (var value in Edges(d).Outside)
        {
            var message = Assert.ThrowsAny<ArgumentException>(() => d.LogProb(value)).Message;
            Assert.StartsWith("value of shape", message, StringComparison.Ordinal);
            Assert.Contains("expected", message, StringComparison.Ordinal);
        }
    }

    /// <summary>A parameter that holds NaN at its end is refused by the constructor, or by what reads it, and the message names an argument of it.</summary>
    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void A_parameter_that_is_no_number_is_refused_by_name(DistributionCase each)
    {
        for (var i = 0; i < each.Parameters.Length; i++)
        {
            var values = each.Parameters[i].ToDoubles();
            values[^1] = double.NaN;
            var parameters = (Tensor[])each.Parameters.Clone();
            parameters[i] = Tensor.From(values, parameters[i].Shape, Device.Reference);
            var error = Assert.ThrowsAny<ArgumentException>(() => each.Make(parameters, true));
            Assert.StartsWith(error.ParamName!, error.Message, StringComparison.Ordinal);
            Assert.Contains(" of shape ", error.Message, StringComparison.Ordinal);
        }
    }

    private static (Tensor[] Inside, Tensor[] Outside) Edges(Distribution d)
    {
        var (inside, outside) = d switch
        {
            Independent independent => Edges(independent.Inner),
            Mixture { EventShape.Rank: 1 } => Numbers([0, 1e300, -1e300], [Infinity, double.NaN]),
            Uniform uniform => ([uniform.Low, uniform.High], [uniform.Low - 1e-9, uniform.High + 1e-9]),
            OneHotCategorical => (Vectors([1, 0, 0], [0, 0, 1]), Vectors([1, 1, 0], [0, 0, 0], [0.5, 0.5, 0])),
            Categorical or Binomial => Numbers([0, Last(d)], [-1, Last(d) + 1, 0.5, Infinity]),
            DiscretizedLogistic discretized => Numbers([0, 1.0 / (discretized.Levels - 1), 1], [-0.1, 0.5 / (discretized.Levels - 1), 1.01, double.NaN]),
            Bernoulli => Numbers([0, 1], [0.5, -1, 2]),
            { Support: var support } when support == Constraint.Simplex => (Vectors([1, 0, 0], [0, 0, 1], [Least, 0.5, 0.5]), Vectors([0.5, 0.4, 0], [-0.5, 1, 0.5], [1, 1, 1])),
            { Support: var support } when support == Constraint.Vectors => Numbers([0, 1e300, -1e300], [Infinity, double.NaN]),
            _ => OfNumbers(d.Support),
        };
        return (inside, outside);
    }

    private static (Tensor[], Tensor[]) OfNumbers(Constraint support)
    {
        if (support == Constraint.Real) return Numbers([0, Least, 1e300, -1e300], [Infinity, -Infinity, double.NaN]);
        if (support == Constraint.Positive) return Numbers([Least, 1e300], [0, -1, Infinity, double.NaN]);
        if (support == Constraint.NonNegative) return Numbers([0, Least, 1e300], [-Least, Infinity, double.NaN]);
        if (support == Constraint.UnitInterval) return Numbers([0, Least, BelowOne, 1], [-Least, 1.0000001, double.NaN]);
        if (support == Constraint.OpenUnitInterval) return Numbers([Least, BelowOne], [0, 1, double.NaN]);
        if (support == Constraint.Naturals) return Numbers([0, 1e15], [-1, 0.5, Infinity]);
        if (support == Bijector.Tanh.Image) return Numbers([-BelowOne, Least, BelowOne], [-1, 1, double.NaN]);
        throw new NotSupportedException($"This test does not know the edges of {support}.");
    }

    private static double Last(Distribution d) => d is Binomial binomial ? binomial.Count : ((Categorical)d).Classes - 1;

    private static (Tensor[], Tensor[]) Numbers(double[] inside, double[] outside) =>
        (Array.ConvertAll(inside, x => Tensor.Of(x, Device.Reference)), Array.ConvertAll(outside, x => Tensor.Of(x, Device.Reference)));

    private static Tensor[] Vectors(params double[][] rows) => Array.ConvertAll(rows, row => Tensor.Of(row, Device.Reference));
}
