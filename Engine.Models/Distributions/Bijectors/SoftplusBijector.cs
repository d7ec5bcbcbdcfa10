namespace Engine.Models;

internal sealed class SoftplusBijector : Bijector
{
    public override Constraint Image => Constraint.Positive;

    public override Tensor Forward(Tensor x) => x.Softplus();

    /// <summary>ln(eʸ − 1) = y + ln(1 − e⁻ʸ).</summary>
    public override Tensor Backward(Tensor y) => y + (-(-y).Expm1()).Log();

    public override Tensor LogSlope(Tensor x) => x.LogSigmoid();
}
