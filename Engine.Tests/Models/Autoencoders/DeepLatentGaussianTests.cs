using Engine.Models;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>Batch 5, features 7, hidden 4, latent 3 below 2.</summary>
public sealed class DeepLatentGaussianTests
{
    private static readonly Device exact = Device.Reference;
    private readonly Tensor images = Tensor.Rand([5, 7], 1, exact);

    private static DeepLatentGaussian Small()
    {
        var model = new DeepLatentGaussian([new GaussianEncoder(7, 4, 3), new GaussianEncoder(3, 4, 2)], [new GaussianEncoder(2, 4, 3)], new BernoulliDecoder(3, 4, 7)).To(exact);
        model.Initialize(new RandomStream(1));
        return model;
    }

    [Fact]
    public void Shapes()
    {
        var model = Small();
        var pass = model.Pass(images, new RandomStream(1), [6]);
        Assert.Equal([[6, 5, 3], [6, 5, 2]], pass.Draws.Select(draw => draw.Z.Shape));
        Assert.Equal([6, 5], pass.LogWeights.Shape);
        Assert.Equal([5], new Iwae(6).Bound(model, images, new RandomStream(1)).Shape);
        Assert.Equal([4, 7], model.Sample(4, new RandomStream(1)).Shape);
        Assert.Equal((2, 2), (model.Layers, model.Latent));
        Assert.Equal(["decoder", "generation1", "inference1", "inference2"], model.Parameters.Select(parameter => parameter.Name.Split('.')[0]).Distinct().Order());
    }

    [Fact]
    public void The_gradient_of_the_loss_is_right_for_fixed_noise()
    {
        var model = Small();
        foreach (var objective in new LatentObjective[] { model.Objective, new Iwae(3) })
            FiniteDifferences.Verify(() => objective.Bound(model, images, new RandomStream(4)).Mean(), [.. model.Parameters]);
    }

    [Fact]
    public void With_one_layer_it_is_the_variational_autoencoder()
    {
        var deep = new DeepLatentGaussian([new GaussianEncoder(7, 4, 3)], [], new BernoulliDecoder(3, 4, 7)).To(exact);
        var vae = new Vae(new GaussianEncoder(7, 4, 3), new BernoulliDecoder(3, 4, 7)).To(exact);
        foreach (var (parameter, source) in deep.Parameters.Zip(vae.Parameters)) parameter.CopyFrom(source);
        foreach (var objective in new LatentObjective[] { new LatentElbo(), new LatentElbo { Divergence = LatentDivergence.MonteCarlo }, new Iwae(4) })
            Assert.Equal(objective.Bound(vae, images, new RandomStream(2)).ToDoubles(), objective.Bound(deep, images, new RandomStream(2)).ToDoubles());
        Assert.Equal(vae.Sample(4, new RandomStream(3)).ToDoubles(), deep.Sample(4, new RandomStream(3)).ToDoubles());
    }

    /// <summary>
    /// z₂ ~ N(0, 1), z₁ = ¾z₂ + N(0, 0.6²), x = 1.2·z₁ + N(0, 0.5²): p(z₁|x) and p(z₂|z₁) in closed form make every weight p(x), for
    /// every k; with another q the bound is below.
    /// </summary>
    [Theory, InlineData(1), InlineData(4)]
    public void Of_a_linear_gaussian_model_with_exact_inference_the_bound_is_the_evidence(int k)
    {
        const double A = 0.75, T = 0.6, W = 1.2, S = 0.5;
        const double V = A * A + T * T;                                                        // the variance of z₁
        var x = Tensor.Of([[0.4], [-1.1], [2.3]], exact);
        var evidence = new Normal(0, Math.Sqrt(W * W * V + S * S), exact).LogProb(x).ToDoubles();
        DeepLatentGaussian Model(double spoilt) => new(
            [Normal1(W * V / (W * W * V + S * S), Math.Sqrt(V * S * S / (W * W * V + S * S)) * spoilt), Normal1(A / V, T / Math.Sqrt(V))],
            [Normal1(A, T)],
            Normal1(W, S), latent: 1);
        foreach (var objective in new LatentObjective[] { new Iwae(k), new LatentElbo { Divergence = LatentDivergence.MonteCarlo, Samples = k } })
        {
            Assert.Equal(evidence, objective.Bound(Model(1), x, new RandomStream(5)).Reshape(3, 1).ToDoubles(), (a, b) => Math.Abs(a - b) < 1e-12);
            Assert.True(Enumerable.Range(0, 200).Average(i => objective.Bound(Model(1.5), x, new RandomStream((ulong)i)).Mean().Item()) < evidence.Average() - 0.01);
        }
    }

    private static LinearNormal Normal1(double slope, double deviation) => new(slope, deviation);

    private sealed class LinearNormal(double slope, double deviation) : Module, IEncoder, IDecoder
    {
        public Distribution Encode(Tensor x, RandomStream? noise = null) => new Normal(x * slope, deviation);

        public Distribution Decode(Tensor z, RandomStream? noise = null) => new Normal(z * slope, deviation);
    }

    [Fact]
    public void A_formula_for_a_divergence_that_has_none_is_refused()
    {
        var message = Assert.Throws<NotSupportedException>(() => new LatentElbo().Bound(Small(), images, new RandomStream(1))).Message;
        Assert.Contains("MonteCarlo", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        static void Names<E>(Func<object> call, params string[] parts) where E : Exception
        {
            var message = Assert.ThrowsAny<E>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        Names<ArgumentException>(() => new DeepLatentGaussian([], [], new BernoulliDecoder(3, 4, 7)), "0 layers");
        Names<ArgumentException>(() => new DeepLatentGaussian([new GaussianEncoder(7, 4, 3)], [new GaussianEncoder(2, 4, 3)], new BernoulliDecoder(3, 4, 7)), "1 of generation");
        Names<ArgumentException>(() => new DeepLatentGaussian([Normal1(1, 1)], [], new BernoulliDecoder(1, 4, 7)), "LinearNormal", "name them");
        Names<ArgumentOutOfRangeException>(() => Small().Sample(0, new RandomStream(1)), "not 0");
        Names<ArgumentException>(() => Small().Loss(new Batch(Tensor.Ones([5, 6], exact), Tensor.Zeros([0], exact)), new RandomStream(1)), "[5, 6]");
    }
}
