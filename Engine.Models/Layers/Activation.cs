namespace Engine.Models;

/// <summary>A layer that applies an op to every element, one's own ops included: <c>new Activation&lt;Mish&gt;()</c>.</summary>
/// <param name="op">The op; <c>default</c> has every parameter 0.</param>
/// <typeparam name="Op">Its type.</typeparam>
public class Activation<Op>(Op op = default) : Layer, IActivation where Op : struct, IUnaryOp
{
    /// <inheritdoc/>
    public override bool ActsRowByRow => true;

    /// <summary>The op of every element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="noise">Not used.</param>
    /// <returns>A tensor of x's shape.</returns>
    public override Tensor Forward(Tensor x, RandomStream? noise = null) => x.Map(op);

    Tensor IActivation.After(Linear layer, Tensor x) => x.Linear(layer.Weight, layer.Bias, op);
}
