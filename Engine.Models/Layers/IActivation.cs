namespace Engine.Models;

/// <summary>A layer of one op for every element, which a dense layer before it can apply while its result is still in cache.</summary>
internal interface IActivation
{
    /// <summary>This layer's output for the output of <paramref name="layer"/>.</summary>
    Tensor After(Linear layer, Tensor x);
}
