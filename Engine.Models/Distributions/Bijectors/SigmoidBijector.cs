namespace Engine.Models;

internal sealed class SigmoidBijector : Bijector
{
    public override Constraint Image => Constraint.OpenUnitInterval;

    public override Tensor Forward(Tensor x) => x.Sigmoid();

    public override Tensor Backward(Tensor y) => y.Log() - (-y).Log1p();

    /// <summary>σ′ = σ(x)·σ(−x).</summary>
    public override Tensor LogSlope(Tensor x) => x.LogSigmoid() + (-x).LogSigmoid();
}
