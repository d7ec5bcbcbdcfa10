using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Divergences of normal vectors of every structure against one formula for full covariances, which shares nothing with them.</summary>
public sealed class VectorDivergenceTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>Two of each structure, n = 4, with 3 in the batch or none.</summary>
    private static readonly Dictionary<string, Func<ulong, Distribution>> structures = new()
    {
        ["full"] = seed => MultivariateNormal.FromCovariance(Mean(seed), Dense(LowRank(seed + 50, 4))),
        ["low rank"] = seed => LowRank(seed, 2),
        ["low rank, narrower"] = seed => LowRank(seed, 1),
        ["low rank, small diagonal"] = seed => new LowRankNormal(Mean(seed), Tensor.Randn([4, 2], seed + 1, exact), Diagonal(seed) * 1e-8),
        ["low rank, no batch"] = seed => new LowRankNormal(Mean(seed).Slice(0, 0, 1).Reshape(4), Tensor.Randn([4, 2], seed + 1, exact), Diagonal(seed)),
        ["independent"] = seed => new Independent(new Normal(Mean(seed), Diagonal(seed).Sqrt()), 1),
        ["normal"] = seed => new Normal(Mean(seed), Diagonal(seed).Sqrt()),
    };

    public static IEnumerable<TheoryDataRow<string, string>> Pairs =>
        from q in structures.Keys from p in structures.Keys where p != "normal" && (q, p) != ("normal", "independent") select new TheoryDataRow<string, string>(q, p);

    /// <summary>½(tr Σ_p⁻¹Σ_q + δᵀΣ_p⁻¹δ − n + ln det Σ_p − ln det Σ_q), each of its parts by the Cholesky factor of a dense matrix.</summary>
    [Theory, MemberData(nameof(Pairs))]
    public void Divergences_are_those_of_the_dense_covariances(string first, string second)
    {
        var (q, p) = (structures[first](1), structures[second](11));
        var (covarianceQ, covarianceP) = (Dense(q), Dense(p));
        var factor = covarianceP.Cholesky();
        Tensor Solved(Tensor b) => factor.SolveTriangular(factor.SolveTriangular(b), transpose: true);
        var difference = (q.Mean - p.Mean).Unsqueeze(-1);
        var expected = 0.5 * (Solved(covarianceQ).Diagonal().Sum(-1) + (difference * Solved(difference)).Sum([-2, -1]) - 4
            + covarianceP.LogDeterminant() - covarianceQ.LogDeterminant());
        var given = Kl.Divergence(q, p);
        Assert.True(given.AllClose(expected, rtol: second.Contains("small", StringComparison.Ordinal) ? 1e-6 : 1e-9, atol: 1e-9), $"{given}, dense {expected}");
    }

    /// <summary>Woodbury's difference of numbers of 10⁸ would leave nothing of a density in float.</summary>
    [Fact]
    public void A_small_diagonal_keeps_its_digits_in_float()
    {
        var (q, p) = (structures["low rank, small diagonal"](1), structures["low rank, small diagonal"](11));
        var near = new LowRankNormal(q.Mean, ((LowRankNormal)q).Factor * 1.01, ((LowRankNormal)q).CovarianceDiagonal * 1.02);
        var x = q.Sample(new RandomStream(3), [100]);
        Assert.True(q.To(Device.Cpu).LogProb(x.To(Device.Cpu)).To(exact).AllClose(q.To(Device.Cpu).To(exact).LogProb(x.To(Device.Cpu).To(exact)), rtol: 1e-2, atol: 1e-2));
        foreach (var other in new[] { p, near })
        {
            var (single, wide) = (Kl.Divergence(q.To(Device.Cpu), other.To(Device.Cpu)).To(exact), Kl.Divergence(q.To(Device.Cpu).To(exact), other.To(Device.Cpu).To(exact)));
            Assert.True(single.AllClose(wide, rtol: 2e-3, atol: 1e-5), $"{single}, in double {wide}");
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        static void Says(string text, Distribution q, Distribution p) =>
            Assert.Contains(text, Assert.ThrowsAny<Exception>(() => Kl.Divergence(q, p)).Message, StringComparison.Ordinal);
        var vector = MultivariateNormal.FromScaleTril(Tensor.Zeros([2]), Tensor.Eye(2));
        Says("their vectors differ in length", new Independent(new Normal(Tensor.Zeros([3]), 1), 1), vector);
        Says("a last batch axis of 2 would be read as vectors", new Normal(Tensor.Zeros([3]), 1), vector);
        Says("a last batch axis of 2 would be read as vectors", new Normal(0, 1), vector);
        Says("Independent of 1 axes of Laplace", new Independent(new Laplace(Tensor.Zeros([2]), Tensor.Ones([2])), 1), vector);
        Says("Independent of 2 axes of Normal", vector, new Independent(new Normal(Tensor.Zeros([2, 2]), 1), 2));
    }

    private static Tensor Mean(ulong seed) => Tensor.Randn([3, 4], seed, exact);

    private static Tensor Diagonal(ulong seed) => Tensor.Rand([4], seed + 2, exact) + 0.3;

    private static LowRankNormal LowRank(ulong seed, int rank) => new(Mean(seed), Tensor.Randn([4, rank], seed + 1, exact), Diagonal(seed));

    /// <summary>Σ, [..., 4, 4].</summary>
    private static Tensor Dense(Distribution d) => d switch
    {
        MultivariateNormal full => full.Covariance,
        LowRankNormal low => low.Factor.MatMul(low.Factor, transposeB: true) + Tensor.Eye(4, exact) * low.CovarianceDiagonal,
        _ => d.Variance.Unsqueeze(-1) * Tensor.Eye(4, exact),
    };
}
