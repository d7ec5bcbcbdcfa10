namespace Engine.Models;

/// <summary>x·Φ(x) with the normal distribution function Φ, element by element.</summary>
public sealed class Gelu : Activation<Operations.Gelu>;
