using Engine.Models;

namespace Engine.Tests.Models.Decomposition;

/// <summary>The normal model of PCA: its likelihood, its maximum, its samples, and what it says of numbers that are missing.</summary>
public class ProbabilisticPcaTests
{
    private static readonly Device exact = Device.Reference;

    private static readonly Tensor data = Data(400);

    private static Tensor Data(int examples)
    {
        var w = Tensor.Randn([8, 2], 1, exact) * 2;
        return Tensor.Randn([examples, 2], 2, exact).Linear(w) + Tensor.Randn([examples, 8], 3, exact) * 0.3 + Tensor.Randn([8], 4, exact);
    }

    [Fact]
    public void Its_likelihood_is_the_normal_one_s()
    {
        var model = ProbabilisticPca.Fit(data, 2);
        var covariance = model.Weights.MatMul(model.Weights.Transpose()) + Tensor.Eye(8, exact) * model.NoiseVariance;
        var normal = MultivariateNormal.FromCovariance(model.Mean, covariance);
        Assert.True(model.LogProb(data).AllClose(normal.LogProb(data), rtol: 1e-10));
        // At the maximum: −½[D ln 2π + Σ ln λᵢ + (D − d) ln σ² + D].
        var kept = Pca.Fit(data, 2).ExplainedVariance.ToDoubles();
        var expected = -0.5 * (8 * Math.Log(2 * Math.PI) + kept.Sum(Math.Log) + 6 * Math.Log(model.NoiseVariance) + 8);
        Assert.Equal(expected, model.LogProb(data).Mean().Item(), 1e-9);
    }

    /// <summary>No nearby parameters have a higher likelihood.</summary>
    [Fact]
    public void It_is_the_maximum()
    {
        var model = ProbabilisticPca.Fit(data, 2);
        double At(Tensor mean, Tensor weights, double noise) => new LowRankNormal(mean, weights, Tensor.Full([8], noise, exact)).LogProb(data).Mean().Item();
        var best = At(model.Mean, model.Weights, model.NoiseVariance);
        Assert.True(At(model.Mean, model.Weights, model.NoiseVariance * 1.01) < best);
        Assert.True(At(model.Mean, model.Weights, model.NoiseVariance * 0.99) < best);
        for (ulong seed = 0; seed < 10; seed++)
        {
            Assert.True(At(model.Mean + Tensor.Randn([8], seed, exact) * 0.01, model.Weights, model.NoiseVariance) < best);
            Assert.True(At(model.Mean, model.Weights + Tensor.Randn([8, 2], seed, exact) * 0.01, model.NoiseVariance) < best);
        }
    }

    [Fact]
    public void The_exact_likelihood_of_digits()
    {
        var model = ProbabilisticPca.Fit(Engine.Mnist.Load().Train.Images(), 20);
        Assert.Equal(0.02459713, model.NoiseVariance, 1e-7);
        Assert.Equal(299.7584, model.To(Device.Cpu).LogProb(Engine.Mnist.Load().Train.Images()).Mean().Item(), 0.01);
    }

    [Fact]
    public void Samples_have_its_moments()
    {
        var model = ProbabilisticPca.Fit(data, 2);
        var samples = model.Sample(100_000, new RandomStream(1));
        Assert.Equal([100_000, 8], samples.Shape);
        var covariance = model.Weights.MatMul(model.Weights.Transpose()) + Tensor.Eye(8, exact) * model.NoiseVariance;
        var centred = samples - samples.Mean(0);
        var scale = covariance.Diagonal().Max().Item();
        Assert.True(samples.Mean(0).AllClose(model.Mean, rtol: 0, atol: 5 * Math.Sqrt(scale / 100_000)));
        Assert.True((centred.Transpose().MatMul(centred) / 100_000).AllClose(covariance, rtol: 0, atol: 8 * scale / Math.Sqrt(100_000)));
    }

    [Fact]
    public void Codes_are_the_posterior_means()
    {
        var model = ProbabilisticPca.Fit(data, 2);
        var (z, x) = (model.Transform(data).ToDoubles(), data.ToDoubles());
        for (var i = 0; i < 5; i++)
        {
            var expected = LatentGivenObserved.Of(x.AsSpan(i * 8, 8), model.Mean.ToDoubles(), Rows.Of(model.Weights), model.NoiseVariance).Mean;
            Assert.Equal(expected, z[(i * 2)..(i * 2 + 2)], (a, b) => Math.Abs(a - b) < 1e-10);
        }
        Assert.True((model.InverseTransform(model.Transform(data)) - data).Square().Mean().Item() < 1.2 * model.NoiseVariance);
    }

    [Fact]
    public void Without_missing_numbers_expectation_maximisation_comes_to_the_closed_form()
    {
        var (closed, found) = (ProbabilisticPca.Fit(data, 2), ProbabilisticPca.FitMissing(data, 2, 1500, new RandomStream(1)));
        Assert.Equal(closed.NoiseVariance, found.NoiseVariance, 1e-6);
        Assert.Equal(closed.LogProb(data).Mean().Item(), found.LogProb(data).Mean().Item(), 1e-6);
        Assert.True(closed.Weights.MatMul(closed.Weights.Transpose()).AllClose(found.Weights.MatMul(found.Weights.Transpose()), rtol: 0, atol: 1e-3));
        Assert.True(closed.Mean.AllClose(found.Mean, rtol: 0, atol: 1e-4));
    }

    [Fact]
    public void Missing_numbers_are_found_again()
    {
        var holes = new RandomStream(9).Bernoulli(0.3, data.Shape, exact);
        var punched = Elementwise.Where(holes, Tensor.Full([], double.NaN, exact), data);
        var model = ProbabilisticPca.FitMissing(punched, 2, 100, new RandomStream(1));
        var imputed = model.Impute(punched);
        var error = ((imputed - data) * holes).Square().Sum().Item() / holes.Sum().Item();
        Assert.InRange(error, 0.09, 0.25);         // the noise itself is 0.3² = 0.09; the mean would leave more than 2
        Assert.Equal(0, ((imputed - data) * (1 - holes)).Abs().Max().Item());
        Assert.Equal(0.09, model.NoiseVariance, 0.01);
    }

    [Fact]
    public void Each_step_raises_the_likelihood()
    {
        var (fit, last) = (new PcaByExpectation(Rows.Of(data), 2, new RandomStream(1)), double.NegativeInfinity);
        for (var step = 0; step < 20; step++)
        {
            fit.Step();
            var now = fit.Model.LogProb(data).Mean().Item();
            Assert.True(now >= last - 1e-12, $"step {step}: from {last} to {now}");
            last = now;
        }
    }

    [Fact]
    public void It_is_saved_moved_and_refuses_bad_data()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("ppca.safetensors");
        var model = ProbabilisticPca.Fit(data, 3);
        model.Save(path);
        var loaded = new ProbabilisticPca(8, 3);
        loaded.Load(path);
        Assert.Equal(model.Buffers.SelectMany(buffer => buffer.ToDoubles()), loaded.Buffers.SelectMany(buffer => buffer.ToDoubles()));
        Assert.True(model.To(Device.Cpu).LogProb(data.To(Device.Cpu)).AllClose(model.LogProb(data).To(Device.Cpu), rtol: 1e-4));
        Assert.Contains("expected 1 to 7", Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilisticPca.Fit(data, 8)).Message, StringComparison.Ordinal);
        Assert.Contains("plane of 2 components", Assert.Throws<ArgumentException>(() => ProbabilisticPca.Fit(data.Slice(0, 0, 3), 2)).Message, StringComparison.Ordinal);
        var missing = Tensor.Full([3, 4], double.NaN, exact);
        Assert.Contains("example 0", Assert.Throws<ArgumentException>(() => ProbabilisticPca.FitMissing(missing, 2, 1, new RandomStream(1))).Message, StringComparison.Ordinal);
        Assert.Contains("[400, 8]; expected [examples, 4]", Assert.Throws<ArgumentException>(() => new ProbabilisticPca(4, 2).Impute(data)).Message, StringComparison.Ordinal);
    }
}
