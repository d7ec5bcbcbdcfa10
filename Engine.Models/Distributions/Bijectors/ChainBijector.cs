namespace Engine.Models;

internal sealed class ChainBijector(Bijector first, Bijector second) : Bijector
{
    private readonly Bijector first = first, second = second;

    public override Constraint Image => second.Image;

    public override bool IsIncreasing => first.IsIncreasing == second.IsIncreasing;

    public override Tensor? ConstantLogSlope => first.ConstantLogSlope is { } a && second.ConstantLogSlope is { } b ? a + b : null;

    public override Tensor Forward(Tensor x) => second.Forward(first.Forward(x));

    public override Tensor Backward(Tensor y) => first.Backward(second.Backward(y));

    public override Tensor LogSlope(Tensor x) => first.LogSlope(x) + second.LogSlope(first.Forward(x));

    protected internal override Bijector With(Func<Tensor, Tensor> map) => new ChainBijector(first.With(map), second.With(map));

    internal override bool SameAs(Bijector other) => other is ChainBijector chain && first.SameAs(chain.first) && second.SameAs(chain.second);
}
