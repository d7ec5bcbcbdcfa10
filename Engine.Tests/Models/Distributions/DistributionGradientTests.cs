using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Gradients against central differences, in double; random draws repeat the same noise. Not validated: single probabilities move, and the rest do not.</summary>
public sealed class DistributionGradientTests
{
    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Log_probability(DistributionCase each)
    {
        var value = each.On(Device.Reference).Sample(new RandomStream(41), [3]);
        AssertGradients(each.Parameters, p => each.Make(p, false).LogProb(value));
        if (each.Continuous) AssertGradients([value], x => each.Make(each.Parameters, false).LogProb(x[0]));
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Reparameterized_sample(DistributionCase each)
    {
        if (each.On(Device.Reference).IsReparameterized && !each.Implicit) AssertGradients(each.Parameters, p => each.Make(p, false).Rsample(new RandomStream(42), [3]));
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Entropy(DistributionCase each)
    {
        if (Exists(() => each.On(Device.Reference).Entropy())) AssertGradients(each.Parameters, p => each.Make(p, false).Entropy());
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Mean_and_variance(DistributionCase each)
    {
        var d = each.On(Device.Reference);
        if (!Exists(() => d.Mean + d.Variance) || (d.Mean + d.Variance).HasNaN()) return;
        AssertGradients(each.Parameters, p => each.Make(p, false).Mean + each.Make(p, false).Variance);
    }

    private static bool Exists(Func<Tensor> compute)
    {
        try { return compute() is not null; }
        catch (NotSupportedException) { return false; }
    }

    [Theory, MemberData(nameof(DistributionCases.Pairs), MemberType = typeof(DistributionCases))]
    public void Divergence(DistributionCase first, DistributionCase second)
    {
        AssertGradients([.. first.Parameters, .. second.Parameters], x => Kl.Divergence(
            first.Make(x[..first.Parameters.Length], false), second.Make(x[first.Parameters.Length..], false)));
    }

    /// <summary>The gradient of Σ wᵢ·f(x)ᵢ, with weights that differ, by each element of each input.</summary>
    private static void AssertGradients(Tensor[] inputs, Func<Tensor[], Tensor> f)
    {
        Tensor Total(Tensor[] x)
        {
            var y = f(x);
            return (y * Tensor.Linspace(0.5, 1.7, y.Elements, Device.Reference).Reshape(y.Shape)).Sum();
        }
        Tensor[] variables = Array.ConvertAll(inputs, x => x.Clone());
        using var tape = Tape.Record(variables);
        var gradients = tape.Gradient(Total(variables), variables, unusedAsZero: true);
        for (var i = 0; i < inputs.Length; i++)
        {
            var (values, given) = (inputs[i].ToDoubles(), gradients[variables[i]].ToDoubles());
            for (var k = 0; k < values.Length; k++)
            {
                // Densities may have poles at 0 and 1: the steps are small beside the distance.
                var step = values[k] is 0 or 1 ? 1e-4 : Math.Min(1e-4, 3e-3 * Math.Min(Math.Abs(values[k]), Math.Abs(1 - values[k])));
                double Moved(double by)
                {
                    var moved = (double[])values.Clone();
                    moved[k] += by;
                    var all = (Tensor[])inputs.Clone();
                    all[i] = Tensor.From(moved, inputs[i].Shape, Device.Reference);
                    return Total(all).Item();
                }
                // Five points: the error is O(step⁴).
                var expected = (8 * (Moved(step) - Moved(-step)) - (Moved(2 * step) - Moved(-2 * step))) / (12 * step);
                Assert.InRange(given[k] - expected, -1e-7 * (1 + Math.Abs(expected)), 1e-7 * (1 + Math.Abs(expected)));
            }
        }
    }
}
