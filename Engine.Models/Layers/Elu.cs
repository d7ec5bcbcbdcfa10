namespace Engine.Models;

/// <summary>x for x &gt; 0, else α(eˣ − 1), element by element.</summary>
/// <param name="alpha">α: minus the value at −∞.</param>
public sealed class Elu(double alpha = 1) : Activation<Operations.Elu>(new(Require.Finite(alpha, nameof(alpha))));
