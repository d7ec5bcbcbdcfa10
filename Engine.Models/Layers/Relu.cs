namespace Engine.Models;

/// <summary>max(x, 0), element by element.</summary>
public sealed class Relu : Activation<Operations.Relu>;
