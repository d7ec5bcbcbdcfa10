namespace Engine.Models;

/// <summary>σ(x) = 1/(1 + e⁻ˣ), element by element.</summary>
public sealed class Sigmoid : Activation<Operations.Sigmoid>;
