namespace Engine.Models;

/// <summary>The first two moments of a corrupted number x̃ given what it was: all that the best affine denoiser depends on.</summary>
/// <param name="Scale">E[x̃ given x] = Scale·x + Shift.</param>
/// <param name="Shift">See there.</param>
/// <param name="SquareScale">E[x̃² given x] = SquareScale·x² + SquareShift.</param>
/// <param name="SquareShift">See there.</param>
public readonly record struct CorruptionMoments(double Scale, double Shift, double SquareScale, double SquareShift)
{
    /// <summary>The variance that the corruption adds to a number, averaged over its values.</summary>
    /// <param name="mean">E[x].</param>
    /// <param name="square">E[x²].</param>
    internal double AddedVariance(double mean, double square) =>
        SquareScale * square + SquareShift - (Scale * Scale * square + 2 * Scale * Shift * mean + Shift * Shift);
}
