namespace Engine.Models;

/// <summary>x·σ(x), element by element.</summary>
public sealed class Silu : Activation<Operations.Silu>;
