using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>The double exponential rule (Takahasi and Mori, 1974): the trapezoidal rule after a map to the support that lets every density fall fast.</summary>
internal static class Quadrature
{
    private const int Points = 4501;
    private const double Reach = 4.5;

    /// <summary>∫ f over a support, for a density of a single number.</summary>
    public static double Over(Constraint support, Func<Tensor, Tensor> f)
    {
        var (x, dx) = Nodes(support, Points);
        return (f(x) * dx).Sum().Item();
    }

    /// <summary>Nodes x and weights for a support, [points].</summary>
    public static (Tensor X, Tensor Weights) Nodes(Constraint support, int points)
    {
        var step = 2 * Reach / (points - 1);
        var t = Tensor.Linspace(-Reach, Reach, points, Device.Reference);
        var inner = (t.Exp() - (-t).Exp()) * (Math.PI / 4);                       // ½π·sinh t
        var slope = (t.Exp() + (-t).Exp()) * (Math.PI / 4 * step);
        var (up, down) = ((inner * 2).Sigmoid(), (inner * -2).Sigmoid());
        if (support == Constraint.Positive || support == Constraint.NonNegative) return (inner.Exp(), inner.Exp() * slope);
        if (support == Constraint.UnitInterval || support == Constraint.OpenUnitInterval) return (up.Clamp(1e-300, 1 - 1e-16), up * down * slope * 2);
        if (support == Bijector.Tanh.Image) return (inner.Tanh().Clamp(-1 + 1e-16, 1 - 1e-16), up * down * slope * 4);
        return ((inner.Exp() - (-inner).Exp()) * 0.5, (inner.Exp() + (-inner).Exp()) * 0.5 * slope);
    }
}
