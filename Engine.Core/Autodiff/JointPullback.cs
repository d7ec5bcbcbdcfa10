namespace Engine;

/// <summary>From the gradients of an operation's results to those of its inputs, in one pass.</summary>
/// <param name="arrived">What has arrived, and what is asked for.</param>
/// <returns>The gradient by each input, of its shape; null for one that has none or is not asked for.</returns>
internal delegate Tensor?[] JointPullback(JointGradients arrived);
