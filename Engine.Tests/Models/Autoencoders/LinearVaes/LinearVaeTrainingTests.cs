using Engine.Models;

namespace Engine.Tests.Models.Autoencoders.LinearVaes;

/// <summary>Gradient descent comes to the closed form, from anywhere but exactly a saddle.</summary>
public sealed class LinearVaeTrainingTests
{
    private static readonly Device exact = Device.Reference;

    private static readonly Tensor data = Tensor.Randn([40, 6], 1, exact) * Tensor.Of([2.2, 1.7, 1.3, 1, 0.7, 0.4], exact) + 1;

    private static readonly Pca pca = Pca.Fit(data, 6);

    private static readonly LinearVaeSpectrum spectrum = LinearVaeSpectrum.Of(pca);

    /// <summary>The loss is one of first and second moments, so twelve points are all the data.</summary>
    private static double Train(Vae vae, int steps, double rate = 0.03)
    {
        var (adam, schedule, batch) = (new Adam(vae.Parameters), new CosineSchedule(rate, steps), new Batch(pca.SigmaPoints(), Tensor.Zeros([0], exact)));
        for (var step = 0; step < steps; step++)
        {
            using var tape = Tape.Record(vae.Parameters);
            var loss = vae.Loss(batch, new RandomStream(0));
            adam.LearningRate = schedule.At(step);
            adam.Step(tape.Gradient(loss));
        }
        return vae.Loss(batch, new RandomStream(0)).Item();
    }

    private static Vae Start(GaussianNoise noise, double beta = 1)
    {
        var vae = LinearVae.Create(6, 5, noise, new LinearElbo { Beta = new ConstantSchedule(beta) });
        vae.Initialize(new RandomStream(3));
        return vae.To(exact);
    }

    /// <summary>Between the eigenvalues, so that 5, 4, 3, 2 and 1 of the five dimensions stay active; and with β.</summary>
    [Theory]
    [InlineData(0, 1), InlineData(1, 1), InlineData(2, 1), InlineData(3, 1), InlineData(4, 1), InlineData(2, 4), InlineData(1, 0.25)]
    public void Training_comes_to_the_closed_form(int collapsed, double beta)
    {
        var noise = Math.Sqrt(spectrum.Variances[4 - collapsed] * spectrum.Variances[5 - collapsed]) / beta;
        var closed = spectrum.Optimum(5, noise, beta);
        Assert.Equal(5 - collapsed, closed.Active);
        var vae = Start(GaussianNoise.Fixed(Math.Sqrt(noise)), beta);
        var start = LinearVaeInformation.Of(vae, pca);
        Assert.True((start.Distortion / (2 * noise) + beta * start.Rate) / closed.Loss > 1.05);
        var found = Train(vae, 2500);
        var information = LinearVaeInformation.Of(vae, pca);
        var loss = information.Distortion / (2 * noise) + beta * information.Rate;
        Assert.Equal(closed.NegativeElbo, found, 1e-4 * closed.Loss);
        Assert.InRange(loss / closed.Loss - 1, -1e-12, 1e-4);
        Assert.Equal(closed.Active, information.Active());
        Assert.Equal(closed.MutualInformation, information.MutualInformation, 0.01);
    }

    [Fact]
    public void With_learned_noise_it_comes_to_probabilistic_PCA()
    {
        var vae = LinearVae.Create(6, 3, GaussianNoise.Learned());
        vae.Initialize(new RandomStream(3));
        var found = Train(vae = vae.To(exact), 4000);
        var closed = spectrum.OptimumWithNoise(3);
        Assert.Equal(closed.NegativeElbo, found, 1e-4 * closed.NegativeElbo);
        Assert.Equal(closed.NoiseVariance, vae.Decoder.Decode(Tensor.Zeros([1, 3], exact)).Variance[0, 0], 0.01 * closed.NoiseVariance);
        Assert.Equal(closed.NegativeElbo, -LinearVae.Evidence(vae).LogProb(data).Mean().Item(), 1e-4 * closed.NegativeElbo);
    }

    /// <summary>There the columns of W are the principal directions themselves, in some order and up to their signs: not a turn of them.</summary>
    [Fact]
    public void The_decoder_s_columns_are_the_eigenvectors()
    {
        var vae = Start(GaussianNoise.Fixed(0.5));
        Train(vae, 4000);
        var columns = LinearHalves.Of(vae).Mean.Weight.Transpose();
        var cosines = (columns.Linear(pca.Components) / columns.Square().Sum(-1, keepDims: true).Sqrt()).Abs();
        Assert.All(cosines.Max(-1).ToDoubles(), cosine => Assert.InRange(cosine, 0.999, 1 + 1e-12));
        Assert.Equal(5, cosines.ArgMax(-1).ToDoubles().Distinct().Count());
    }

    [Fact]
    public void The_gradient_vanishes_at_every_stationary_point_and_a_push_from_a_saddle_ends_at_the_optimum()
    {
        const double Noise = 1.2;
        var best = spectrum.Optimum(2, Noise).NegativeElbo;
        var points = spectrum.StationaryPoints(2, Noise).ToArray();
        Assert.True(points.Length >= 7);
        foreach (var point in points)
        {
            var vae = LinearVae.At(pca, point);
            using (var tape = Tape.Record(vae.Parameters))
            {
                var loss = vae.Loss(new Batch(pca.SigmaPoints(), Tensor.Zeros([0], exact)), new RandomStream(0));
                Assert.Equal(point.NegativeElbo, loss.Item(), 1e-11);
                foreach (var (_, gradient) in tape.Gradient(loss)) Assert.Equal(0, gradient.Abs().Max().Item(), 1e-11);
            }
            foreach (var parameter in vae.Parameters) parameter.CopyFrom(parameter + Tensor.Randn(parameter.Shape, 7, exact) * 1e-3);
            Assert.Equal(best, Train(vae, 1000), 1e-4 * best);
        }
    }

    /// <summary>With samples of z instead of the exact expectation there is noise, of which small steps at the end leave a part of some 0.02 %.</summary>
    [Fact]
    public async Task Reparameterized_training_comes_near_it()
    {
        var noise = Math.Sqrt(spectrum.Variances[1] * spectrum.Variances[2]);
        var vae = LinearVae.Create(6, 3, GaussianNoise.Fixed(Math.Sqrt(noise)), new LatentElbo());
        vae.Initialize(new RandomStream(3));
        var points = TensorJoins.Concat([.. Enumerable.Repeat(pca.SigmaPoints().To(Device.Cpu), 40)]);      // 40 samples of z for each
        var trainer = new Trainer(vae, new Adam()) { BatchSize = points.Shape[0], Schedule = new CosineSchedule(0.03, 1500), Progress = ConsoleProgress.None };
        await trainer.Fit(Dataset.From(points), 1500, TestContext.Current.CancellationToken);
        var information = LinearVaeInformation.Of(vae, pca);
        var closed = spectrum.Optimum(3, noise);
        Assert.InRange((information.Distortion / (2 * noise) + information.Rate) / closed.Loss - 1, -1e-6, 5e-4);
    }
}
