using Engine.Operations;

namespace Engine.Models;

/// <summary>ln of gamma variables of unit rate as a differentiable function of their shapes.</summary>
internal static class GammaLogarithm
{
    /// <summary>Draws whose gradient by α is <see cref="GammaSlope"/>'s: implicit, of any order.</summary>
    /// <param name="rng">Where the randomness comes from.</param>
    /// <param name="alpha">α &gt; 0, which broadcasts to the shape.</param>
    /// <param name="shape">The result's shape.</param>
    public static Tensor Draw(RandomStream rng, Tensor alpha, Shape shape)
    {
        var l = HostDraws.Each(rng, shape, (numbers, a, _) => GammaDraw.Logarithm(numbers, a), alpha);
        var expanded = alpha.Expand(shape);
        return Tape.Recorded(nameof(GammaLogarithm), l, (expanded, g => g * expanded.Zip<GammaSlope>(l)));
    }

    /// <summary>The same without a gradient.</summary>
    public static Tensor Constant(RandomStream rng, Tensor alpha, Shape shape) => Draw(rng, alpha.StopGradient(), shape);
}
