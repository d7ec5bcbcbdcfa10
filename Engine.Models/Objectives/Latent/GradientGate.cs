namespace Engine.Models;

/// <summary>Lets samples through as they are, and multiplies the gradient on its way back by a factor that is known only after the forward pass.</summary>
internal sealed class GradientGate
{
    private Tensor? factor;

    /// <summary>The same numbers, whose gradient passes the gate.</summary>
    public Tensor Lead(Tensor z) => Tape.Recorded(nameof(GradientGate), z.StopGradient(),
        (z, g => g * (factor ?? throw new InvalidOperationException("The factor of a gate's gradient is not known yet."))));

    /// <summary>Sets the factor, which broadcasts with the samples.</summary>
    public void Open(Tensor by) => factor = by;
}
