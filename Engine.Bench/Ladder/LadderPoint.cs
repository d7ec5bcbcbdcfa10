namespace Engine.Bench.Ladder;

/// <summary>One rung at one size.</summary>
/// <param name="Side">Rows and columns of the square matrices.</param>
/// <param name="Rung">The rung.</param>
/// <param name="Gflops">10⁹ multiplications and additions a second; null if it would take too long.</param>
/// <param name="Reference">The same of NVIDIA's library; null where there is none.</param>
public sealed record LadderPoint(int Side, string Rung, double? Gflops, double? Reference)
{
    /// <summary>The share of what NVIDIA's library reaches.</summary>
    public double? Share => Gflops / Reference;
}
