namespace Engine.Tests.Tensors;

/// <summary>Factorizations against closed forms and their own definitions, in double.</summary>
public class LinearAlgebraTests
{
    private static Tensor Definite(int n, ulong seed)
    {
        var x = Tensor.Randn([n, n], seed, Device.Reference);
        return x.MatMul(x, transposeB: true) + Tensor.Eye(n, Device.Reference);
    }

    [Fact]
    public void The_factor_of_a_matrix_of_two_rows()
    {
        var l = Tensor.Of([[4, 2], [2, 3]], Device.Reference).Cholesky();
        Assert.Equal([2, 0, 1, Math.Sqrt(2)], l.ToDoubles());
    }

    [Theory]
    [InlineData(1), InlineData(7), InlineData(40)]
    public void The_factor_times_its_transpose_is_the_matrix(int n)
    {
        var a = Definite(n, 3);
        var l = a.Cholesky();
        Assert.True(l.MatMul(l, transposeB: true).AllClose(a, rtol: 1e-12, atol: 1e-12));
        Assert.True(l.SameAs(l.Tril()));
    }

    /// <summary>Large enough for several vectors and blocks; float keeps its digits because the sums are in double.</summary>
    [Theory]
    [InlineData(3, 65), InlineData(1, 200)]
    public void The_processor_agrees_with_the_definition(int batch, int n)
    {
        var a = TensorJoins.Stack([.. Enumerable.Range(0, batch).Select(i => Definite(n, (ulong)i).To(Device.Cpu))]);
        var l = a.Cholesky();
        Assert.True(l.To(Device.Reference).AllClose(a.To(Device.Reference).Cholesky(), rtol: 1e-6, atol: 1e-6));
        var b = Tensor.Randn([batch, n, 5], 9);
        foreach (var transpose in new[] { false, true })
            Assert.True(l.SolveTriangular(b, transpose).To(Device.Reference).AllClose(l.To(Device.Reference).SolveTriangular(b.To(Device.Reference), transpose), rtol: 1e-6, atol: 1e-6));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void The_solution_times_the_triangle_is_the_right_side(bool transpose)
    {
        var l = Definite(6, 5).Cholesky();
        var b = Tensor.Randn([6, 2], 6, Device.Reference);
        Assert.True(l.MatMul(l.SolveTriangular(b, transpose), transposeA: transpose).AllClose(b, rtol: 1e-12, atol: 1e-12));
    }

    [Fact]
    public void What_stands_above_the_diagonal_is_not_read()
    {
        var l = Tensor.Of([[2, double.NaN], [1, 4]]);
        Assert.Equal([1, 0.25], l.SolveTriangular(Tensor.Of([[2], [2]])).ToDoubles());
        Assert.Equal([0.75, 0.5], l.SolveTriangular(Tensor.Of([[2], [2]]), transpose: true).ToDoubles());
    }

    /// <summary>The Hilbert matrix of order 4 has determinant 1/6048000.</summary>
    [Fact]
    public void The_determinant_of_a_Hilbert_matrix()
    {
        var hilbert = Tensor.From([.. from i in Enumerable.Range(1, 4) from j in Enumerable.Range(0, 4) select 1.0 / (i + j)], [4, 4], Device.Reference);
        Assert.Equal(-Math.Log(6048000), hilbert.LogDeterminant().Item(), 1e-10);
    }

    /// <summary>∂ ln det A/∂A = A⁻¹ for symmetric A.</summary>
    [Fact]
    public void The_slope_of_the_log_determinant_is_the_inverse()
    {
        var a = Definite(5, 8);
        using var tape = Tape.Record([a]);
        var slope = tape.Gradient(a.LogDeterminant(), a);
        Assert.True(slope.MatMul(a).AllClose(Tensor.Eye(5, Device.Reference), rtol: 1e-9, atol: 1e-9));
    }

    [Fact]
    public void Unvalidated_an_indefinite_matrix_gives_NaN_from_the_bad_pivot_on()
    {
        var l = Tensor.Of([[1, 0, 0], [0, -1, 0], [0, 0, 1]]).Cholesky(validate: false).ToDoubles();
        Assert.Equal(1, l[0]);
        Assert.True(double.IsNaN(l[4]));
    }
}
