using Engine.Models;

namespace Engine.Tests.Models.Decomposition;

/// <summary>Principal components: the identities that define them, to 1e-10 in double, and the exact figures of MNIST.</summary>
public class PcaTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>Data with falling variances in turned directions, and a mean.</summary>
    private static Tensor Data(int examples, int features)
    {
        using var scope = new Scope();
        var scales = Tensor.Linspace(3, 0.1, features, exact);
        var turned = (Tensor.Randn([examples, features], 1, exact) * scales).MatMul(Tensor.Randn([features, features], 2, exact)) / Math.Sqrt(features);
        return (turned + Tensor.Randn([features], 3, exact) * 5).Keep();
    }

    public static TheoryData<int, int, PcaSolver> Cases => new()
    {
        { 200, 30, PcaSolver.Auto }, { 200, 30, PcaSolver.Covariance }, { 200, 30, PcaSolver.Svd },
        { 20, 50, PcaSolver.Auto }, { 20, 50, PcaSolver.Covariance }, { 20, 50, PcaSolver.Svd },
        { 2, 3, PcaSolver.Covariance }, { 3, 1, PcaSolver.Auto }, { 50, 2, PcaSolver.Covariance },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Identities(int examples, int features, PcaSolver solver)
    {
        var (data, d) = (Data(examples, features), Math.Max(1, Math.Min(examples, features) / 3));
        var pca = Pca.Fit(data, d, solver);
        var centred = data - data.Mean(0);
        var covariance = centred.Transpose().MatMul(centred) / examples;
        Near(Tensor.Eye(d, exact), pca.Components.MatMul(pca.Components.Transpose()));
        Near(pca.ExplainedVariance, pca.Components.MatMul(covariance).MatMul(pca.Components.Transpose()).Diagonal());
        Near(pca.Components * pca.ExplainedVariance.Unsqueeze(1), pca.Components.MatMul(covariance));       // C·u = λ·u
        Assert.Equal(covariance.Diagonal().Sum().Item(), pca.TotalVariance, 1e-10 * pca.TotalVariance);
        Assert.Equal(pca.ResidualVariance, (data - pca.Reconstruct(data)).Square().Sum(1).Mean().Item(), 1e-10 * pca.TotalVariance);   // Eckart and Young
        Assert.Equal(pca.ExplainedVarianceRatio.Sum().Item(), 1 - pca.ResidualVariance / pca.TotalVariance, 1e-10);
        Near(pca.Transform(data), pca.Transform(pca.Reconstruct(data)));
        Near(Tensor.Ones([d], exact), pca.Transform(data, whiten: true).Variance(0));
        Near(pca.Reconstruct(data), pca.InverseTransform(pca.Transform(data, whiten: true), whitened: true));
        Assert.All(pca.ExplainedVariance.ToDoubles().Zip(pca.ExplainedVariance.ToDoubles().Skip(1)), pair => Assert.True(pair.First >= pair.Second));
    }

    [Fact]
    public void Solvers_agree()
    {
        var data = Data(120, 40);
        var (covariance, svd) = (Pca.Fit(data, 40, PcaSolver.Covariance), Pca.Fit(data, 40, PcaSolver.Svd));
        Near(covariance.ExplainedVariance, svd.ExplainedVariance);
        // The error of a direction is that of the matrix, 1e-16·λ₁, over the gap to the next λ: no bound for the last ones.
        Assert.True(covariance.Components.Slice(0, 0, 20).AllClose(svd.Components.Slice(0, 0, 20), rtol: 0, atol: 1e-8));
    }

    /// <summary>What is not in the random range weighs (σ₁₉/σᵢ)^18 after four powers: here below e^−36.</summary>
    [Fact]
    public void The_random_range_holds_the_leading_components_of_a_falling_spectrum()
    {
        var data = Data(120, 40).MatMul(Tensor.Randn([40, 40], 4, exact)) * Tensor.Linspace(0, -10, 40, exact).Exp();
        var (random, all) = (Pca.Fit(data, 8, PcaSolver.Randomized, new RandomStream(5)), Pca.Fit(data, 8, PcaSolver.Svd));
        Near(all.ExplainedVariance, random.ExplainedVariance);
        Assert.True(random.Components.AllClose(all.Components, rtol: 0, atol: 1e-7));
        Assert.Equal(random.Components.ToDoubles(), Pca.Fit(data, 8, PcaSolver.Randomized, new RandomStream(5)).Components.ToDoubles());
    }

    /// <summary>Equal eigenvalues, zero ones, and a matrix that is diagonal already.</summary>
    [Fact]
    public void Degenerate_matrices_are_decomposed()
    {
        foreach (var diagonal in new double[][] { [1, 1, 1, 1], [0, 0, 0, 0], [4, 0, 4, 0], [1e-200, 1, 1e200, 1e-10] })
        {
            var rows = Rows.Identity(4);
            for (var i = 0; i < 4; i++) rows[i][i] = diagonal[i];
            var (values, vectors) = SymmetricEigen.Of(rows);
            Assert.Equal(diagonal.OrderDescending(), values);
            Near(Tensor.Eye(4, exact), vectors.ToTensor().MatMul(vectors.ToTensor().Transpose()));
        }
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => SymmetricEigen.Of(new Rows(1, 1, [double.NaN]))).Message, StringComparison.Ordinal);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => SingularValues.Of(new Rows(1, 1, [double.NaN]))).Message, StringComparison.Ordinal);
    }

    /// <summary>Centred rows of few dimensions: most singular values are rounding, and their rows are 0 rather than directions of it.</summary>
    [Fact]
    public void Data_of_a_plane_are_decomposed_by_singular_vectors()
    {
        var data = Tensor.Randn([60, 4], 1, exact).MatMul(Tensor.Randn([4, 80], 2, exact)) + 3;
        var pca = Pca.Fit(data, 50, PcaSolver.Svd);
        Assert.Equal(4, pca.ExplainedVariance.ToDoubles().Count(variance => variance > 0));
        Near(data, pca.Reconstruct(data));
        Near(Pca.Fit(data, 4, PcaSolver.Covariance).ExplainedVariance, pca.ExplainedVariance.Slice(0, 0, 4));
    }

    /// <summary>The exact table: computed once in double by another program.</summary>
    [Fact]
    public void Mnist()
    {
        var (train, test) = (Engine.Mnist.Load().Train.Images(), Engine.Mnist.Load().Test.Images());
        var pca = Pca.Fit(train, 20).To(Device.Cpu);
        Assert.Equal(52.725035, pca.TotalVariance, 1e-5);
        Assert.Equal([5.11679, 3.74133, 3.25265, 2.84157, 2.56707, 2.27363, 1.72513, 1.52053, 1.45628, 1.24273], pca.ExplainedVariance.ToDoubles()[..10], (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(18.79221, pca.ResidualVariance, 1e-4);
        Assert.Equal(18.45389, (test - pca.Reconstruct(test)).Square().Sum(1).Mean().Item(), 1e-3);
    }

    [Fact]
    public void It_is_saved_and_loaded_bitwise()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("pca.safetensors");
        var pca = Pca.Fit(Data(50, 7), 3);
        pca.Save(path);
        var loaded = new Pca(7, 3);
        loaded.Load(path);
        Assert.Equal(pca.Buffers.SelectMany(buffer => buffer.ToDoubles()), loaded.Buffers.SelectMany(buffer => buffer.ToDoubles()));
        Assert.Empty(pca.Parameters);
    }

    [Fact]
    public void Sigma_points_have_the_data_s_mean_and_covariance()
    {
        var data = Data(50, 6);
        var (whole, points) = (Pca.Fit(data, 6), Pca.Fit(data, 6).SigmaPoints());
        Assert.Equal([12, 6], points.Shape);
        Near(data.Mean(0), points.Mean(0));
        var (centred, around) = (data - data.Mean(0), points - points.Mean(0));
        Near(centred.Transpose().MatMul(centred) / 50, around.Transpose().MatMul(around) / 12);
        Near(whole.ExplainedVariance.Slice(0, 0, 2), Pca.Fit(Pca.Fit(data, 2).SigmaPoints(), 2).ExplainedVariance);     // of two components, their plane's
    }

    [Fact]
    public void Wrong_data_are_refused()
    {
        Assert.Contains("[3]; expected [examples, features]", Assert.Throws<ArgumentException>(() => Pca.Fit(Tensor.Ones([3]), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("expected 1 to 3", Assert.Throws<ArgumentOutOfRangeException>(() => Pca.Fit(Data(9, 3), 4)).Message, StringComparison.Ordinal);
        Assert.Contains("9 examples are alike", Assert.Throws<ArgumentException>(() => Pca.Fit(Tensor.Ones([9, 3]), 2)).Message, StringComparison.Ordinal);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => Pca.Fit(Tensor.Of([[1, double.NaN], [2, 3]], exact), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("[4, 2]; expected [..., 3]", Assert.Throws<ArgumentException>(() => Pca.Fit(Data(9, 3), 1).Transform(Tensor.Ones([4, 2], exact))).Message, StringComparison.Ordinal);
        Assert.Contains("[4, 2]; expected [..., 1]", Assert.Throws<ArgumentException>(() => Pca.Fit(Data(9, 3), 1).InverseTransform(Tensor.Ones([4, 2], exact))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pca.Fit(Data(9, 3), 1, (PcaSolver)9));
    }

    private static void Near(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        var scale = expected.Abs().Max().Item() + 1;
        Assert.True(expected.AllClose(actual, rtol: 0, atol: 1e-10 * scale), $"{expected} is not {actual}");
    }
}
