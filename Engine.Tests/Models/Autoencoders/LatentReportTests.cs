using Engine.Models;
using Engine.Tests.Models.Objectives.Latent;
using Engine.Tests.Models.Training;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>Reports of posteriors that are known, and of models that have collapsed or not.</summary>
public sealed class LatentReportTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>An encoder whose means are the first numbers of x, and whose deviations are given.</summary>
    private sealed class Known(double[] deviations) : ILatentVariableModel
    {
        public LatentPass Pass(Tensor x, RandomStream noise, Shape sampleShape = default, Func<Tensor, Tensor>? path = null)
        {
            var posterior = new Normal(x.Slice(-1, 0, deviations.Length), Tensor.Of(deviations, x.Device));
            var z = posterior.Rsample(noise, sampleShape);
            return new([new(posterior, StandardNormal.Like(posterior), z)], new Normal(x * 0, 0.5), x);
        }
    }

    /// <summary>Means of variance 1, 0.02, 0.005 and 0; KL = ½(μ² + σ² − 1 − ln σ²).</summary>
    [Fact]
    public void Rates_variances_and_active_units_are_those_of_the_formula()
    {
        var x = Tensor.Randn([500, 4], 3, exact) * Tensor.Of([1, Math.Sqrt(0.02), Math.Sqrt(0.005), 0], exact);
        double[] deviations = [0.3, 1, 0.2, 1];
        var report = LatentReport.Of(new Known(deviations), Dataset.From(x), new RandomStream(1), batchSize: 70);
        var layer = Assert.Single(report.Layers);
        var (squares, means) = (x.Square().Mean(0).ToDoubles(), x.Mean(0).ToDoubles());
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(squares[i] - means[i] * means[i], layer.MeanVariances[i], 1e-5);
            Assert.Equal(0.5 * (squares[i] + deviations[i] * deviations[i] - 1) - Math.Log(deviations[i]), layer.Divergences![i], 1e-5);
        }
        Assert.Equal((2, 3, 4), (layer.ActiveUnits, layer.ActiveByDivergence, layer.Dimensions));      // the second has KL 0.01, the third moves by too little
        Assert.Equal(layer.Divergences!.Sum(), report.Rate, 1e-9);
        var distortion = x.Square().Sum(-1).Mean().Item() / 0.5 + 4 * (Math.Log(0.5) + 0.5 * Math.Log(2 * Math.PI));
        Assert.Equal(distortion, report.Distortion, 1e-4);
        Assert.Equal(report.Rate + report.Distortion, report.NegativeElbo);
        Assert.False(report.HasCollapsed);
        Assert.Empty(report.Summary.Warnings);
        Assert.Contains("z: 2 of 4 dimensions are active by Var E[z|x] > 0.01, 3 by KL > 0.01 nats", report.Summary.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_of_an_autoencoder_is_its_bound()
    {
        var (vae, data) = (DecoderCases.All[0].Vae(exact), Dataset.From(DecoderCases.All[0].X));
        Assert.Equal(vae.NegativeElbo(data, new RandomStream(2)), LatentReport.Of(vae, data, new RandomStream(2)).NegativeElbo, 1e-10);
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => LatentReport.Of(vae, data.Take(0), new RandomStream(2))).Message, StringComparison.Ordinal);
    }

    /// <summary>Vectors have one divergence together; without a formula the rate is estimated from the sample. The mean is 0.3, the deviation 0.7.</summary>
    [Fact]
    public void Vectors_and_pairs_without_a_formula_have_a_rate_too()
    {
        var data = Dataset.From(Tensor.Ones([2000, 3]));
        LatentReport Of(Distribution posterior, Distribution? prior = null) =>
            LatentReport.Of(new TestModel(posterior, z => new Normal(Tensor.Zeros([2000, 3]), 1), prior), data, new RandomStream(5), batchSize: 2000);
        var normal = new Normal(Tensor.Full([2000, 2], 0.3), 0.7);
        var expected = 2 * (0.5 * (0.09 + 0.49 - 1) - Math.Log(0.7));
        var vectors = Of(new Independent(normal, 1));
        Assert.Null(vectors.Layers[0].Divergences);
        Assert.Equal(expected, vectors.Rate, 1e-5);
        var sampled = Of(normal, new Logistic(0, 0.6));
        var draws = normal.Sample(new RandomStream(5));
        Assert.Equal((normal.LogProb(draws) - new Logistic(0, 0.6).LogProb(draws)).Sum(-1).Mean().Item(), sampled.Rate, 1e-4);
        Assert.Equal(sampled.Rate, sampled.Layers[0].Divergences!.Sum(), 1e-9);
        Assert.Contains("posterior collapse of z: 0 of 2 dimensions", vectors.Summary.Warnings[0], StringComparison.Ordinal);      // the means do not move
    }

    /// <summary>A model of two layers: the lower's prior depends on its own sample, so its rate is estimated, and both together with the distortion are the bound.</summary>
    [Fact]
    public void Layers_are_reported_one_by_one()
    {
        var model = new DeepLatentGaussian(
            [new GaussianEncoder(7, 5, 3), new GaussianEncoder(3, 5, 2)], [new GaussianEncoder(2, 5, 3)], new BernoulliDecoder(3, 5, 7)).To(exact);
        var x = DecoderCases.All[0].X;
        var report = LatentReport.Of(model, Dataset.From(x), new RandomStream(6));
        Assert.Equal([3, 2], report.Layers.Select(layer => layer.Dimensions));
        var pass = model.Pass(x, new RandomStream(6));
        Assert.Equal(pass.Draws[0].SampledDivergence.Mean().Item(), report.Layers[0].Rate, 1e-10);
        Assert.Equal(pass.Draws[1].Divergence.Mean().Item(), report.Layers[1].Rate, 1e-10);
        Assert.StartsWith("z2: ", report.Summary.Lines[3], StringComparison.Ordinal);
    }

    /// <summary>A large β drives the posterior into the prior: it is told when it is seen, once, and at the end; with β = 0.1 nothing is.</summary>
    [Theory, InlineData(1000), InlineData(0.01)]
    public void Collapse_is_told_during_training_and_at_its_end(double beta)
    {
        var data = Dataset.From(Tensor.Rand([64, 7], 8).Greater(0.5));
        var vae = new Vae(new GaussianEncoder(7, 5, 2), new BernoulliDecoder(2, 5, 7)) { Objective = new LatentElbo { Beta = new ConstantSchedule(beta) } };
        var display = new CancelAtStep(-1, new CancellationTokenSource());
        SmallRun.Fit(new Trainer(vae, new Adam(0.02)) { BatchSize = 8, Progress = display }, data, 12);
        Assert.Contains(display.Notes, note => note.StartsWith("Over 64 examples: rate", StringComparison.Ordinal));
        var collapses = display.Notes.Where(note => note.Contains("posterior collapse of z", StringComparison.Ordinal)).ToArray();
        if (beta < 1) Assert.DoesNotContain(collapses, note => !note.StartsWith("After epoch", StringComparison.Ordinal));
        else
        {
            Assert.Equal(2, collapses.Length);
            Assert.StartsWith("After epoch", collapses[0], StringComparison.Ordinal);
            Assert.All(collapses, note => Assert.Contains("LatentElbo.Beta", note, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Reports_change_no_bit_of_training()
    {
        double[] Trained(bool reports)
        {
            var vae = DecoderCases.All[0].Vae(Device.Cpu);
            var trainer = reports ? new Trainer(vae, new Adam()) { BatchSize = 2 } : new Trainer(vae, new Adam(), vae.Loss) { BatchSize = 2 };
            SmallRun.Fit(trainer, Dataset.From(DecoderCases.All[0].X), 3);
            return [.. vae.Parameters.SelectMany(parameter => parameter.ToDoubles())];
        }
        Assert.Equal(Trained(reports: false), Trained(reports: true));
    }
}
