using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Densities of vectors integrate to one: over planes for pairs, over the simplex for three classes, and as sums over one-hot vectors.</summary>
public sealed class VectorIntegralTests
{
    private static readonly Device exact = Device.Reference;

    private static readonly Dictionary<string, Distribution> planes = new()
    {
        ["multivariate normal"] = MultivariateNormal.FromCovariance(Tensor.Of([0.5, -1], exact), Tensor.Of([[2.0, 1], [1, 1]], exact)),
        ["low-rank normal"] = new LowRankNormal(Tensor.Of([0.5, -1], exact), Tensor.Of([[1.0], [-0.6]], exact), Tensor.Of([0.5, 1], exact)),
        ["independent"] = new Independent(new StudentT(Tensor.Of([9.0, 12], exact), Tensor.Of([0.5, -1], exact), Tensor.Of([1, 0.5], exact)), 1),
        ["mixture of vectors"] = new Mixture(Categorical.FromLogits(Tensor.Of([0.3, -1], exact)), new Independent(new Normal(Tensor.Of([[0.5, -1], [2, 1]], exact), 0.8), 1)),
    };

    public static TheoryData<string> Planes => [.. planes.Keys];

    /// <summary>The trapezoidal rule on a line that is infinite both ways converges faster than any power; here in both axes.</summary>
    [Theory, MemberData(nameof(Planes))]
    public void Over_the_plane(string name)
    {
        var (t, weights) = Quadrature.Nodes(Constraint.Real, 601);
        var (x, y) = (t.Reshape(601, 1).Expand([601, 601]), t.Expand([601, 601]));
        var density = planes[name].LogProb(TensorJoins.Stack([x, y], axis: 2)).Exp();
        Assert.Equal(1, (density * weights * weights.Reshape(601, 1)).Sum().Item(), 1e-6);
    }

    private static readonly Dictionary<string, Distribution> simplices = new()
    {
        ["Dirichlet"] = new Dirichlet(Tensor.Of([0.7, 2, 1.5], exact)),
        ["relaxed one-hot"] = new RelaxedOneHotCategorical(Tensor.Of(0.8, exact), Tensor.Of([0.3, -0.5, 0], exact)),
    };

    public static TheoryData<string> Simplices => [.. simplices.Keys];

    /// <summary>x = (u, (1 − u)v, (1 − u)(1 − v)) for u and v in the unit interval, of area 1 − u.</summary>
    [Theory, MemberData(nameof(Simplices))]
    public void Over_the_simplex(string name)
    {
        var (t, weights) = Quadrature.Nodes(Constraint.UnitInterval, 601);
        var (u, v) = (t.Reshape(601, 1).Expand([601, 601]), t.Expand([601, 601]));
        var density = simplices[name].LogProb(TensorJoins.Stack([u, (1 - u) * v, (1 - u) * (1 - v)], axis: 2)).Exp();
        Assert.Equal(1, (density * (1 - u) * weights * weights.Reshape(601, 1)).Sum().Item(), 1e-6);
    }

    [Fact]
    public void Over_one_hot_vectors()
    {
        var d = OneHotCategorical.FromLogits(Tensor.Of([0.5, -1, double.NegativeInfinity, 2], exact));
        Assert.Equal(1, d.LogProb(Tensor.Eye(4, exact)).Exp().Sum().Item(), 1e-12);
    }
}
