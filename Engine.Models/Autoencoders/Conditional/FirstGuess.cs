namespace Engine.Models;

/// <summary>
/// y ↦ [y, g(y)]: a condition, and after it a first guess of what is asked for, by a network that was trained before and is left as it is. In front of a
/// prior network it is the recurrent connection of Sohn, Lee &amp; Yan, NIPS 2015, §4.2.
/// </summary>
public sealed class FirstGuess : Layer
{
    /// <summary>A guess by a network.</summary>
    /// <param name="network">g, [batch, condition] to [batch, guess]; a copy is kept, and not trained.</param>
    public FirstGuess(Layer network) : base(network.Device) => Register("network", network.Frozen());

    /// <summary>The condition and the guess.</summary>
    /// <param name="x">Conditions y, [batch, condition].</param>
    /// <param name="noise">Not used.</param>
    /// <returns>[batch, condition + guess].</returns>
    public override Tensor Forward(Tensor x, RandomStream? noise = null) => TensorJoins.Concat([x, GetChild<Layer>("network").Forward(x)], axis: -1);
}
