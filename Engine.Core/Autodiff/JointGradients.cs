namespace Engine;

/// <summary>What a <see cref="JointPullback"/> starts from.</summary>
/// <param name="outputs">The gradient of each result, or null.</param>
/// <param name="ends">Whether the memory of each is needed by nothing else.</param>
/// <param name="wanted">Whether the gradient by each input is asked for.</param>
/// <param name="recorded">Whether a tape will differentiate the gradient again.</param>
internal readonly struct JointGradients(Tensor?[] outputs, bool[] ends, bool[] wanted, bool recorded)
{
    /// <summary>The gradient of a result; null if nothing depends on that result. At least one is not null.</summary>
    public Tensor? this[int output] => outputs[output];

    /// <summary>Whether nothing else needs the gradient of a result, so that a kernel may write another in its place.</summary>
    public bool MayOverwrite(int output) => ends[output];

    /// <summary>
    /// Whether a tape records this pullback, to differentiate it again. It must then be made of recorded operations on the
    /// operation's inputs and results and the gradients; else it may call kernels.
    /// </summary>
    public bool Recorded => recorded;

    /// <summary>Whether the gradient by an input is asked for: not for data, so that no work is done for it.</summary>
    public bool Wants(int input) => wanted[input];
}
