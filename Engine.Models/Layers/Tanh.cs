namespace Engine.Models;

/// <summary>tanh x, element by element.</summary>
public sealed class Tanh : Activation<Operations.Tanh>;
