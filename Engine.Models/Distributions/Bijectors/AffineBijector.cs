namespace Engine.Models;

internal sealed class AffineBijector(Tensor shift, Tensor scale) : Bijector
{
    private readonly Tensor shift = shift, scale = scale;

    public override Constraint Image => Constraint.Real;

    public override Tensor? ConstantLogSlope => scale.Log();

    public override Tensor Forward(Tensor x) => shift + scale * x;

    public override Tensor Backward(Tensor y) => (y - shift) / scale;

    public override Tensor LogSlope(Tensor x) => scale.Log().Expand(Shape.Broadcast(scale.Shape, x.Shape));

    protected internal override Bijector With(Func<Tensor, Tensor> map) => new AffineBijector(map(shift), map(scale));

    internal override bool SameAs(Bijector other) => other is AffineBijector affine && shift.SameAs(affine.shift) && scale.SameAs(affine.scale);
}
