using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>
/// Appends to each output a trained ρ that does not depend on the input: with <see cref="PredictedNormalLikelihood"/>, one noise
/// deviation σ = softplus(ρ) + floor for each output, learnt together with the network.
/// </summary>
public sealed class LearnedNoise : Layer
{
    /// <summary>A last layer for a network of so many outputs.</summary>
    /// <param name="outputs">D, the length of x's last axis.</param>
    /// <param name="initialDeviation">softplus(ρ) at the start: about the deviation of the targets, for the network explains nothing yet.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is not positive.</exception>
    public LearnedNoise(int outputs, double initialDeviation = 1)
    {
        Outputs = Require.Positive(outputs, nameof(outputs));
        var deviation = Tensor.Of(Require.Positive(initialDeviation, nameof(initialDeviation)), Device.Reference);
        Register("rho", [outputs], new Constant(Bijector.Softplus.Backward(deviation).Item()));
    }

    /// <summary>D.</summary>
    public int Outputs { get; }

    /// <summary>ρ, [D].</summary>
    public Parameter Rho => GetParameter("rho");

    /// <inheritdoc/>
    public override bool ActsRowByRow => true;

    /// <summary>x, then ρ, along the last axis.</summary>
    /// <param name="x">[..., D].</param>
    /// <param name="noise">Not used.</param>
    /// <returns>[..., 2·D].</returns>
    /// <exception cref="ArgumentException">x has another last axis.</exception>
    public override Tensor Forward(Tensor x, RandomStream? noise = null)
    {
        if (x.Rank == 0 || x.Shape[-1] != Outputs) throw new ArgumentException($"{this} needs inputs [..., {Outputs}], not {x.Shape}.", nameof(x));
        return TensorJoins.Concat([x, Rho.Expand(x.Shape)], axis: -1);
    }
}
