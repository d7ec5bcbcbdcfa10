using Engine.Models;

namespace Engine.Tests.Models.Decomposition;

/// <summary>Angles between subspaces that are known, whatever vectors span them.</summary>
public class PrincipalAnglesTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>Planes that hold e₁ cos α + e₃ sin α and e₂ cos β + e₄ sin β, against e₁ and e₂.</summary>
    [Theory, InlineData(0, 0), InlineData(1e-9, 0.3), InlineData(0.2, 1.2), InlineData(0, Math.PI / 2), InlineData(Math.PI / 4, Math.PI / 4), InlineData(1e-5, 1.5707)]
    public void Turned_planes(double alpha, double beta)
    {
        var plane = Tensor.Of([[1, 0, 0, 0, 0], [0, 1, 0, 0, 0]], exact);
        var turned = Tensor.Of([[Math.Cos(alpha), 0, Math.Sin(alpha), 0, 0], [0, Math.Cos(beta), 0, Math.Sin(beta), 0]], exact);
        var mix = Tensor.Of([[1, 2], [-0.5, 3]], exact);
        var angles = PrincipalAngles.Between(mix.MatMul(plane), mix.Transpose().MatMul(turned));
        Assert.Equal(2, angles.Length);
        Assert.Equal(alpha, angles[0], 1e-14);
        Assert.Equal(beta, angles[1], 1e-14);
    }

    [Fact]
    public void A_line_in_a_space_and_one_beside_it()
    {
        var space = Tensor.Randn([3, 6], 1, exact);
        Assert.Equal(0, Assert.Single(PrincipalAngles.Between(Tensor.Randn([1, 3], 2, exact).MatMul(space), space)), 1e-14);
        Assert.Equal(Math.PI / 4, PrincipalAngles.Between(Tensor.Of([[1, 0, 0]], exact), Tensor.Of([[1, 1, 0]], exact))[0], 1e-14);
        Assert.Equal(Math.Atan(Math.Sqrt(2)), PrincipalAngles.Between(Tensor.Of([[1, 1, 1]], exact), Tensor.Of([[1, 0, 0]], exact))[0], 1e-14);
    }

    [Fact]
    public void The_largest_cosine_between_directions()
    {
        Assert.Equal(0, Orthogonality.LargestCosine(Tensor.Of([[3, 0, 0], [0, -2, 0]], exact)));
        Assert.Equal(1, Orthogonality.LargestCosine(Tensor.Of([[1, 2], [5, 1], [-3, -6]], exact)), 1e-15);
        Assert.Equal(Math.Sqrt(0.5), Orthogonality.LargestCosine(Tensor.Of([[1, 0, 0], [0, 0, 1], [-2, 2, 0]], exact)), 1e-15);
        Assert.Equal(0, Orthogonality.LargestCosine(Pca.Fit(Tensor.Randn([40, 6], 1, exact), 4).Components), 1e-12);
    }

    [Fact]
    public void What_spans_nothing_is_refused()
    {
        static void Names(Func<object> call, params string[] parts)
        {
            var message = Assert.Throws<ArgumentException>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        var plane = Tensor.Of([[1, 0, 0], [0, 1, 0]], exact);
        Names(() => PrincipalAngles.Between(plane, Tensor.Ones([2, 4], exact)), "[2, 3]", "[2, 4]");
        Names(() => PrincipalAngles.Between(plane, Tensor.Of([[1, 2, 3], [2, 4, 6]], exact)), "Vector 1 of b");
        Names(() => PrincipalAngles.Between(Tensor.Zeros([1, 3], exact), plane), "Vector 0 of a");
        Names(() => PrincipalAngles.Between(Tensor.Of([[1, double.NaN, 0]], exact), plane), "not finite");
        Names(() => Orthogonality.LargestCosine(Tensor.Ones([1, 3], exact)), "[1, 3]");
        Names(() => Orthogonality.LargestCosine(Tensor.Of([[1, 0], [0, 0]], exact)), "Direction 1 has length 0");
    }
}
