namespace Engine.Models;

internal sealed class TanhBijector : Bijector
{
    public override Constraint Image { get; } = new ElementConstraint(y => y > -1 && y < 1, "numbers above -1 and below 1");

    public override Tensor Forward(Tensor x) => x.Tanh();

    public override Tensor Backward(Tensor y) => (y.Log1p() - (-y).Log1p()) * 0.5;

    /// <summary>1 − tanh²x = 4/(eˣ + e⁻ˣ)², in logarithms: 1 − tanh² would round to 0.</summary>
    public override Tensor LogSlope(Tensor x) => ((x * -2).Softplus() + x - Math.Log(2)) * -2;
}
