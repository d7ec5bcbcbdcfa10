namespace Engine.Models;

/// <summary>The inverse of a bijector; its image is the other's domain, which is not known to be less than all numbers.</summary>
internal sealed class InverseBijector(Bijector forward) : Bijector
{
    private readonly Bijector forward = forward;

    public override Constraint Image => Constraint.Real;

    public override bool IsIncreasing => forward.IsIncreasing;

    public override Tensor? ConstantLogSlope => forward.ConstantLogSlope is { } log ? -log : null;

    public override Bijector Inverse => forward;

    public override Tensor Forward(Tensor x) => forward.Backward(x);

    public override Tensor Backward(Tensor y) => forward.Forward(y);

    public override Tensor LogSlope(Tensor x) => -forward.LogSlope(forward.Backward(x));

    protected internal override Bijector With(Func<Tensor, Tensor> map) => new InverseBijector(forward.With(map));

    internal override bool SameAs(Bijector other) => other is InverseBijector inverse && forward.SameAs(inverse.forward);
}
