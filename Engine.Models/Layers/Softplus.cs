namespace Engine.Models;

/// <summary>ln(1 + eˣ), element by element.</summary>
public sealed class Softplus : Activation<Operations.Softplus>;
