namespace Engine.Models;

/// <summary>Standard random numbers made of <see cref="RandomStream.Uniform"/>'s u, multiples of 2⁻²⁴ in [0, 1), so that nothing is infinite.</summary>
internal static class Noise
{
    /// <summary>Half of the distance between two u: stands for u = 0, or moves all to the middle of their steps.</summary>
    private static readonly double half = Math.ScaleB(1, -25);

    /// <summary>−ln(1 − u): of density e⁻ˣ; at least 2⁻²⁵.</summary>
    public static Tensor Exponential(RandomStream rng, Shape shape, Device device) => OfUniform(rng.Uniform(shape, device));

    /// <summary>Of density ½e^(−|x|): u's first bit is the sign, the others an exponential number.</summary>
    public static Tensor Laplace(RandomStream rng, Shape shape, Device device)
    {
        var twice = rng.Uniform(shape, device) * 2;
        var negative = twice.Floor();
        return OfUniform(twice - negative) * (1 - negative * 2);
    }

    /// <summary>ln(v/(1 − v)) for uniform v: ln(1 + 2w) − ln(1 − 2w) with w = v − ½, which float holds exactly in the middle of every step.</summary>
    public static Tensor Logistic(RandomStream rng, Shape shape, Device device)
    {
        var w = (rng.Uniform(shape, device) - 0.5 + half) * 2;
        return w.Log1p() - (-w).Log1p();
    }

    /// <summary>−ln e of an exponential number e: of distribution function exp(−e⁻ˣ).</summary>
    public static Tensor Gumbel(RandomStream rng, Shape shape, Device device) => -Exponential(rng, shape, device).Log();

    /// <summary>±cot(πt) with t = ½ − |w| in (0, ½]: the tangent of a uniform angle, accurate in the tails.</summary>
    public static Tensor Cauchy(RandomStream rng, Shape shape, Device device)
    {
        var w = rng.Uniform(shape, device) - 0.5 + half;
        return w.Sign() * Cotangent((0.5 - w.Abs()) * Math.PI);
    }

    /// <summary>cot(πt/2) with t = 1 − u in (0, 1].</summary>
    public static Tensor HalfCauchy(RandomStream rng, Shape shape, Device device) => Cotangent((1 - rng.Uniform(shape, device)) * (Math.PI / 2));

    private static Tensor OfUniform(Tensor u) => -(-u.Clamp(half, 1)).Log1p();

    private static Tensor Cotangent(Tensor angle) => angle.Cos() / angle.Sin();
}
