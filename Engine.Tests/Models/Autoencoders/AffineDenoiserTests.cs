using Engine.Models;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>The best affine denoiser against the exact figures of MNIST, and against every other affine map nearby.</summary>
public sealed class AffineDenoiserTests
{
    private static readonly Device exact = Device.Reference;

    private static Tensor Data(int count, ulong seed) => Tensor.Randn([count, 3], seed, exact).MatMul(Tensor.Randn([3, 6], 2, exact)) + Tensor.Randn([6], 3, exact) * 2;

    /// <summary>The exact table: computed once in double by another program.</summary>
    [Fact]
    public void Mnist()
    {
        var (train, test) = (Engine.Mnist.Load().Train.Images(), Engine.Mnist.Load().Test.Images());
        var denoiser = AffineDenoiser.Fit(train, new MaskCorruption(0.5));
        Assert.Equal(14.65193, denoiser.ExpectedError(train), 1e-5);
        Assert.Equal(14.66721, denoiser.ExpectedError(test), 1e-5);
        var corrupted = new MaskCorruption(0.5).Apply(test, new RandomStream(1));
        Assert.Equal(14.667, (denoiser.To(Device.Cpu).Denoise(corrupted) - test).Square().Sum(1).Mean().Item(), 0.05);
    }

    public static TheoryData<Corruption> Kinds => [new MaskCorruption(0.4), new GaussianCorruption(0.6), new SaltAndPepperCorruption(0.3)];

    /// <summary>The expected error is the mean over draws within 5 standard errors; for the data of the fit and for others.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void Its_error_is_the_one_expected(Corruption corruption)
    {
        var denoiser = AffineDenoiser.Fit(Data(40, 1), corruption);
        foreach (var data in new[] { Data(40, 1), Data(30, 9) })
        {
            var repeated = data.Unsqueeze(0).Expand([2000, data.Shape[0], 6]).Reshape(-1, 6);
            var errors = (denoiser.Denoise(corruption.Apply(repeated, new RandomStream(4))) - repeated).Square().Sum(1);
            Assert.Equal(denoiser.ExpectedError(data), errors.Mean().Item(), 5 * Math.Sqrt(errors.Variance().Item() / errors.Elements));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void No_other_affine_map_is_better(Corruption corruption)
    {
        var data = Data(40, 1);
        var denoiser = AffineDenoiser.Fit(data, corruption);
        var (best, weight, bias) = (denoiser.ExpectedError(data), denoiser.Weight.Clone(), denoiser.Bias.Clone());
        for (ulong seed = 0; seed < 5; seed++)
            foreach (var step in new[] { 1e-4, -1e-4 })
            {
                var other = denoiser.Clone();
                other.Weight.CopyFrom(weight + Tensor.Randn([6, 6], seed, exact) * step);
                Assert.True(other.ExpectedError(data) > best);
                other.Weight.CopyFrom(weight);
                other.Bias.CopyFrom(bias + Tensor.Randn([6], seed, exact) * step);
                Assert.True(other.ExpectedError(data) > best);
            }
    }

    /// <summary>Σ λs²/(λ + s²) for normal noise; nothing where there is no corruption, also if the data fill a plane only.</summary>
    [Fact]
    public void The_floor_of_normal_noise_is_known()
    {
        var data = Data(40, 1);
        var variances = Pca.Fit(data, 3).ExplainedVariance.ToDoubles();
        Assert.Equal(variances.Sum(v => v * 0.25 / (v + 0.25)), AffineDenoiser.Fit(data, new GaussianCorruption(0.5)).ExpectedError(data), 1e-10);
        Assert.Equal(0, AffineDenoiser.Fit(data, new MaskCorruption(0)).ExpectedError(data), 1e-10);
        Assert.Equal(Pca.Fit(data, 1).TotalVariance, AffineDenoiser.Fit(data, new MaskCorruption(1)).ExpectedError(data), 1e-10);
    }

    [Fact]
    public void It_is_saved_and_loaded_bitwise()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("affine.safetensors");
        var denoiser = AffineDenoiser.Fit(Data(40, 1), new MaskCorruption(0.4));
        denoiser.Save(path);
        var loaded = new AffineDenoiser(6, new MaskCorruption(0.4));
        loaded.Load(path);
        Assert.Equal(denoiser.Buffers.SelectMany(buffer => buffer.ToDoubles()), loaded.Buffers.SelectMany(buffer => buffer.ToDoubles()));
        Assert.Equal(denoiser.ExpectedError(Data(30, 9)), loaded.ExpectedError(Data(30, 9)));
    }

    [Fact]
    public void Wrong_data_are_refused()
    {
        Assert.Contains("[3]; expected [examples, features]", Assert.Throws<ArgumentException>(() => AffineDenoiser.Fit(Tensor.Ones([3]), new MaskCorruption(0.5))).Message, StringComparison.Ordinal);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => AffineDenoiser.Fit(Tensor.Of([[1, double.NaN]], exact), new MaskCorruption(0.5))).Message, StringComparison.Ordinal);
        Assert.Contains("[4, 5]; expected [examples, 6]", Assert.Throws<ArgumentException>(() => new AffineDenoiser(6, new MaskCorruption(0.5)).ExpectedError(Tensor.Ones([4, 5]))).Message, StringComparison.Ordinal);
    }
}
