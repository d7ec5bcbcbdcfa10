namespace Engine.Models;

internal sealed class ExpBijector : Bijector
{
    public override Constraint Image => Constraint.Positive;

    public override Tensor Forward(Tensor x) => x.Exp();

    public override Tensor Backward(Tensor y) => y.Log();

    public override Tensor LogSlope(Tensor x) => x;
}
