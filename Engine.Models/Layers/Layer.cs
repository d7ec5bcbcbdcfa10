namespace Engine.Models;

/// <summary>A module that maps a tensor to a tensor, a pure function of (parameters, input, noise).</summary>
/// <remarks>
/// There is no switch between training and evaluation that could be left in the wrong place: a layer that needs
/// randomness is random when it is given <c>noise</c> and deterministic when it is not.
/// </remarks>
public abstract class Layer : Module
{
    /// <summary>A layer without parts.</summary>
    /// <param name="device">Where the parameters that it registers are made; the CPU unless given.</param>
    protected Layer(Device? device = null) : base(device) { }

    /// <summary>
    /// Whether an example's output depends on nothing but that example's input, the parameters and the noise. The examples of several
    /// networks may then go through the layer as one batch, which makes prediction quicker; false unless a layer says so.
    /// </summary>
    public virtual bool ActsRowByRow => false;

    /// <summary>The layer's output.</summary>
    /// <param name="x">A batch of inputs, batch first.</param>
    /// <param name="noise">Where random layers such as dropout draw from in training; null to evaluate.</param>
    public abstract Tensor Forward(Tensor x, RandomStream? noise = null);
}
