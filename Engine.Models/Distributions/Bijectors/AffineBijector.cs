namespace Engine.Models;

internal sealed class AffineBijector(Tensor shift, Tensor scale) : Bijector
{
    private readonly Tensor shift = shift, scale = scale;

    public override Constraint Image => Constraint.Real;

    public override Tensor? ConstantLogSlope => scale.Log();

    public override Tensor Forward(Tensor x) => shift + scale * x;

    public override Tensor Backward(Tensor y) => (y - shift) / scale;

    public override Tensor LogSlope(Tensor x) => scale.Log().Expand(Shape.Broadcast(scale.Shape, x.Shape));

    public override Bijector To(Device device) => new AffineBijector(shift.To(device), scale.To(device));

    internal override bool SameAs(Bijector other) => other is AffineBijector affine && shift.SameAs(affine.shift) && scale.SameAs(affine.scale);
}
