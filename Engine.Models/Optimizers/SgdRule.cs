using System.Runtime.CompilerServices;

namespace Engine.Models;

/// <summary>One element's step of gradient descent with momentum: along g and along the velocity b, each by its own factor.</summary>
/// <param name="momentum">μ.</param>
/// <param name="penalty">Added to the gradient, times the parameter.</param>
/// <param name="byGradient">Step along g: 0, or α for Nesterov's variant.</param>
/// <param name="byVelocity">Step along b: α, or αμ for Nesterov's variant.</param>
internal readonly struct SgdRule(double momentum, double penalty, double byGradient, double byVelocity) : IUpdateRule
{
    /// <summary>b ← μb + g; θ ← θ − αb, or θ − α(g + μb) for Nesterov's variant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<L>(ref L parameter, L gradient, ref L first, ref L second) where L : struct, ILane<L>
    {
        var g = gradient + L.Of(penalty) * parameter;
        first = Moment.Settled(L.Of(momentum) * first) + g;
        parameter -= L.Of(byGradient) * g + L.Of(byVelocity) * first;
    }
}
