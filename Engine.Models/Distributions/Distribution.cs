namespace Engine.Models;

/// <summary>A probability distribution for each element of a shape: independent draws, whose parameters are tensors.</summary>
/// <remarks>
/// Parameters broadcast to <see cref="Shape"/>. Everything but <see cref="Sample"/> is made of tensor operations, so
/// gradients flow to the parameters and to the value. Nothing is summed: add over the axes that belong together.
/// A new distribution is one class in this folder, and an instance in the tests' <c>DistributionCases</c>.
/// </remarks>
public abstract class Distribution
{
    /// <param name="shape">One draw's shape.</param>
    /// <param name="device">Where the parameters are.</param>
    /// <param name="validate">
    /// Whether parameters and values are checked. Each check reads a tensor back from its device; in a training loop whose
    /// network makes the parameters, pass false. Then bad parameters and values outside the support give NaN or meaningless numbers.
    /// </param>
    protected Distribution(Shape shape, Device device, bool validate) => (Shape, Device, Validates) = (shape, device, validate);

    /// <summary>Shape of one draw.</summary>
    public Shape Shape { get; }

    /// <summary>Where the parameters are, and samples are drawn.</summary>
    public Device Device { get; }

    /// <summary>Whether parameters were checked at construction, and values are by <see cref="LogProb(Tensor)"/>.</summary>
    public bool Validates { get; }

    /// <summary>Whether <see cref="Rsample"/> exists.</summary>
    public virtual bool IsReparameterized => false;

    /// <summary>Expected value, of shape <see cref="Shape"/>.</summary>
    public abstract Tensor Mean { get; }

    /// <summary>Expected squared distance from the mean, of shape <see cref="Shape"/>.</summary>
    public abstract Tensor Variance { get; }

    /// <summary>Draws that carry no gradient.</summary>
    /// <param name="rng">Where the randomness comes from.</param>
    /// <param name="sampleShape">How many: leading axes before <see cref="Shape"/>.</param>
    public Tensor Sample(RandomStream rng, Shape sampleShape = default) => Draw(rng, sampleShape);

    /// <summary>Draws as a differentiable function of the parameters and of noise that does not depend on them.</summary>
    /// <param name="rng">Where the noise comes from.</param>
    /// <param name="sampleShape">How many: leading axes before <see cref="Shape"/>.</param>
    /// <exception cref="NotSupportedException">There is no such function: <see cref="IsReparameterized"/> is false.</exception>
    public virtual Tensor Rsample(RandomStream rng, Shape sampleShape = default) =>
        throw new NotSupportedException($"{GetType().Name} has no reparameterized sample: its draws do not depend smoothly on the parameters. Use Sample, and LogProb for a score-function gradient.");

    /// <summary>Log of the density, or of the probability of a discrete value.</summary>
    /// <param name="value">Values whose shape broadcasts with <see cref="Shape"/>.</param>
    /// <returns>The broadcast shape: one number an element, not summed.</returns>
    /// <exception cref="ArgumentException">A value is outside the support.</exception>
    public Tensor LogProb(Tensor value)
    {
        Engine.Shape.Broadcast(value.Shape, Shape);
        if (Validates) CheckSupport(value);
        return LogDensity(value);
    }

    /// <summary>Log of the density of values whose elements belong together: <see cref="LogProb(Tensor)"/>, summed, in one pass where the distribution can.</summary>
    /// <param name="value">Values whose shape broadcasts with <see cref="Shape"/>.</param>
    /// <param name="axes">Axes of the broadcast shape to sum over, such as those of a picture.</param>
    /// <returns>The broadcast shape without the axes.</returns>
    /// <exception cref="ArgumentException">A value is outside the support.</exception>
    public Tensor LogProb(Tensor value, Axes axes)
    {
        Engine.Shape.Broadcast(value.Shape, Shape);
        if (Validates) CheckSupport(value);
        return LogDensity(value, axes);
    }

    /// <summary>Expected −ln p, in nats, of shape <see cref="Shape"/>.</summary>
    public abstract Tensor Entropy();

    /// <summary>For example <c>Normal [128, 20] on cpu</c>.</summary>
    public override string ToString() => $"{GetType().Name} {Shape} on {Device}";

    /// <summary><see cref="Sample"/>'s work.</summary>
    protected abstract Tensor Draw(RandomStream rng, Shape sampleShape);

    /// <summary><see cref="LogProb(Tensor)"/> of a value that has been checked.</summary>
    protected abstract Tensor LogDensity(Tensor value);

    /// <summary><see cref="LogProb(Tensor, Axes)"/> of a value that has been checked.</summary>
    protected virtual Tensor LogDensity(Tensor value, Axes axes) => LogDensity(value).Sum(axes);

    /// <summary>Throws if a value cannot be drawn.</summary>
    protected abstract void CheckSupport(Tensor value);

    /// <summary>Sample axes, then <see cref="Shape"/>.</summary>
    protected Shape SampledShape(Shape sampleShape) => Shape.Create([.. sampleShape, .. Shape]);
}
