namespace Engine.Models;

/// <summary>A function without parameters as a layer, for a step of a <see cref="Sequential"/>: <c>new Lambda(x => x.Reshape(-1, 28, 28))</c>.</summary>
/// <param name="function">The function.</param>
public sealed class Lambda(Func<Tensor, Tensor> function) : Layer
{
    /// <summary>The function of x.</summary>
    /// <param name="x">What the function takes.</param>
    /// <param name="noise">Not used.</param>
    public override Tensor Forward(Tensor x, RandomStream? noise = null) => function(x);
}
