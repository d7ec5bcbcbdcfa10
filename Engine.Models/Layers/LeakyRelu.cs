namespace Engine.Models;

/// <summary>x for x &gt; 0, else slope·x, element by element.</summary>
/// <param name="slope">dy/dx for x ≤ 0.</param>
public sealed class LeakyRelu(double slope = 0.01) : Activation<Operations.LeakyRelu>(new(Require.Finite(slope, nameof(slope))));
