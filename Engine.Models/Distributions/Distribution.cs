namespace Engine.Models;

/// <summary>A probability distribution for each element of a batch: independent draws, whose parameters are tensors.</summary>
/// <remarks>
/// One draw has shape <see cref="Shape"/> = <see cref="BatchShape"/> + <see cref="EventShape"/>: the batch's elements are
/// independent, those of an event belong together and have one log-probability. Most distributions are of single numbers, whose
/// event shape is []; <see cref="Independent"/> makes events of batch axes.
/// Parameters broadcast to the batch. Everything but <see cref="Sample"/> is made of tensor operations, so gradients flow to the
/// parameters and to the value. Over the batch nothing is summed.
/// A new distribution is one class in this folder, and an instance in the tests' <c>DistributionCases</c>.
/// </remarks>
public abstract class Distribution
{
    /// <param name="batchShape">Shape of the independent draws.</param>
    /// <param name="device">Where the parameters are.</param>
    /// <param name="validate">
    /// Whether parameters and values are checked. Each check reads a tensor back from its device; in a training loop whose
    /// network makes the parameters, pass false. Then bad parameters and values outside the support give NaN or meaningless numbers.
    /// </param>
    /// <param name="eventShape">Shape of what has one log-probability; a single number's, [], unless given.</param>
    protected Distribution(Shape batchShape, Device device, bool validate, Shape eventShape = default)
    {
        (BatchShape, EventShape, Device, Validates) = (batchShape, eventShape, device, validate);
        Shape = Shape.Create([.. batchShape, .. eventShape]);
    }

    /// <summary>Shape of the independent draws: that of <see cref="LogProb(Tensor)"/>, <see cref="Entropy"/> and <see cref="Kl.Divergence"/>.</summary>
    public Shape BatchShape { get; }

    /// <summary>Shape of what has one log-probability; [] for a distribution of single numbers.</summary>
    public Shape EventShape { get; }

    /// <summary>Shape of one draw: batch, then event.</summary>
    public Shape Shape { get; }

    /// <summary>Where the parameters are, and samples are drawn.</summary>
    public Device Device { get; }

    /// <summary>Whether parameters were checked at construction, and values are by <see cref="LogProb(Tensor)"/>.</summary>
    public bool Validates { get; }

    /// <summary>Whether <see cref="Rsample"/> exists.</summary>
    public virtual bool IsReparameterized => false;

    /// <summary>What values may be.</summary>
    public abstract Constraint Support { get; }

    /// <summary>Expected value, of shape <see cref="Shape"/>; NaN or ∞ where the integral is.</summary>
    /// <exception cref="NotSupportedException">It has no closed form.</exception>
    public abstract Tensor Mean { get; }

    /// <summary>Expected squared distance from the mean of each number, of shape <see cref="Shape"/>; NaN or ∞ where the integral is.</summary>
    /// <exception cref="NotSupportedException">It has no closed form.</exception>
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
    /// <returns>The broadcast shape without the event's axes: one number a draw.</returns>
    /// <exception cref="ArgumentException">A value is outside the support.</exception>
    public Tensor LogProb(Tensor value) => LogDensity(Checked(value));

    /// <summary>Log of the density of values whose elements belong together: <see cref="LogProb(Tensor)"/>, summed, in one pass where the distribution can.</summary>
    /// <param name="value">Values whose shape broadcasts with <see cref="Shape"/>.</param>
    /// <param name="axes">Axes of <see cref="LogProb(Tensor)"/>'s shape to sum over, such as those of a picture.</param>
    /// <returns>That shape without the axes.</returns>
    /// <exception cref="ArgumentException">A value is outside the support.</exception>
    public Tensor LogProb(Tensor value, Axes axes) => LogDensity(Checked(value), axes);

    /// <summary>The probability of a draw ≤ x, for each number of the broadcast shape.</summary>
    /// <param name="value">Any numbers x, ±∞ included, whose shape broadcasts with <see cref="Shape"/>.</param>
    /// <exception cref="NotSupportedException">It has no closed form here.</exception>
    public virtual Tensor Cdf(Tensor value) => throw Without("cumulative distribution function");

    /// <summary>The x with Cdf(x) = p, for each number of the broadcast shape.</summary>
    /// <param name="probability">Numbers from 0 to 1 whose shape broadcasts with <see cref="Shape"/>.</param>
    /// <exception cref="NotSupportedException">It has no closed form here.</exception>
    public virtual Tensor Quantile(Tensor probability) => throw Without("quantile function");

    /// <summary>Expected −ln p, in nats, of shape <see cref="BatchShape"/>.</summary>
    /// <exception cref="NotSupportedException">It has no closed form.</exception>
    public abstract Tensor Entropy();

    /// <summary>The same distribution with its parameters copied to a device, or this one if they are there already. No gradient flows to the originals.</summary>
    /// <exception cref="ArgumentException">A validated parameter is out of range once rounded: a scale of 1e-50 is 0 on a device of floats.</exception>
    public Distribution To(Device device) => device == Device ? this : With(parameter => parameter.To(device));

    /// <summary>The same distribution with constant parameters: gradients flow through a value of its density, not through the density itself.</summary>
    public Distribution StopGradient() => With(parameter => parameter.StopGradient());

    /// <summary>For example <c>Normal [128, 20] on cpu</c>, with the event's shape after the batch's if there is one.</summary>
    public override string ToString() => $"{GetType().Name} {BatchShape}{(EventShape.Rank > 0 ? $" of {EventShape}" : "")} on {Device}";

    /// <summary>The same type with each parameter replaced by what <paramref name="map"/> makes of it: its copy on another device, or a constant.</summary>
    protected internal abstract Distribution With(Func<Tensor, Tensor> map);

    /// <summary><see cref="Sample"/>'s work: unless overridden, the reparameterized sample without its gradient.</summary>
    protected virtual Tensor Draw(RandomStream rng, Shape sampleShape) => Rsample(rng, sampleShape).StopGradient();

    /// <summary><see cref="LogProb(Tensor)"/> of a value that has been checked, and broadcast to whole events.</summary>
    protected abstract Tensor LogDensity(Tensor value);

    /// <summary><see cref="LogProb(Tensor, Axes)"/> of a value that has been checked.</summary>
    protected virtual Tensor LogDensity(Tensor value, Axes axes) => LogDensity(value).Sum(axes);

    /// <summary>Sample axes, then <see cref="Shape"/>.</summary>
    protected Shape SampledShape(Shape sampleShape) => Shape.Create([.. sampleShape, .. Shape]);

    /// <summary>The error of what this distribution has no closed form for.</summary>
    /// <param name="what">For example <c>mean</c>.</param>
    protected NotSupportedException Without(string what) =>
        new($"{GetType().Name} has no {what} in closed form here. Estimate it from samples.");

    /// <summary><see cref="LogProb(Tensor)"/> of finite numbers, which a distribution on the whole line need not look at: on a GPU that would read them back.</summary>
    internal Tensor LogProbOfFinite(Tensor value) => Support == Constraint.Real && EventShape.Rank == 0 ? LogDensity(value) : LogProb(value);

    private Tensor Checked(Tensor value)
    {
        var shape = Engine.Shape.Broadcast(value.Shape, Shape);
        if (EventShape.Rank > 0) value = value.Expand(shape);
        if (Validates) Support.Check(nameof(value), value);
        return value;
    }
}
