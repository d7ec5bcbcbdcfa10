namespace Engine.Models;

internal sealed class PowerBijector(double exponent) : Bijector
{
    private readonly double exponent = exponent;

    public override Constraint Image => Constraint.Positive;

    public override bool IsIncreasing => exponent > 0;

    public override Tensor Forward(Tensor x) => x.Pow(exponent);

    public override Tensor Backward(Tensor y) => y.Pow(1 / exponent);

    public override Tensor LogSlope(Tensor x) => x.Log() * (exponent - 1) + Math.Log(Math.Abs(exponent));

    internal override bool SameAs(Bijector other) => other is PowerBijector power && power.exponent == exponent;
}
