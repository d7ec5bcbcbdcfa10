using CsCheck;

namespace Engine.Tests.Tensors;

/// <summary>Gradients of every tensor method, to second order, over random shapes: broadcast, empty, 0-d, around the vector width.</summary>
public class TensorMethodTests
{
    [Theory, MemberData(nameof(TensorMethods.All), MemberType = typeof(TensorMethods))]
    public void Gradients_to_second_order(string method)
    {
        var calls = TensorMethods.Calls(method);        // fails for a method that nobody tests
        calls.Sample(call =>
        {
            if (call.Differentiable) Gradcheck.Verify(call.Function, call.Draw(Device.Reference), 2, method);
        }, iter: 15, threads: 1);
    }

    [Theory, MemberData(nameof(TensorMethods.Rows), MemberType = typeof(TensorMethods))]
    public void Every_row_is_of_a_method_that_exists(string method) => Assert.Contains(method, TensorMethods.All.Select(row => row.Data));

    [Fact]
    public void Operators_have_the_gradients_of_their_methods() => Shapes.Pair.Sample(
        pair => Gradcheck.Verify(
            x => (x[0] + x[1]) * (x[0] - x[1]) / (x[1] * x[1] + 1) - (2 - x[0]) * 3 + 4 * x[1] / 5 - 1 + (1 + -x[0]) + 6 / (x[0] * x[0] + 2),
            new TensorCall(x => x[0], pair.A, pair.B).Draw(Device.Reference), 2),
        iter: 20, threads: 1);
}
