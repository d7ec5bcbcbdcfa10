using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Models;

/// <summary>Adam's step for one element; what is the same for all elements is computed once, in double.</summary>
/// <remarks>Kingma and Ba, <i>Adam: a Method for Stochastic Optimization</i>, ICLR 2015, algorithm 1; the names are its symbols.</remarks>
/// <param name="beta1">β₁.</param>
/// <param name="beta2">β₂.</param>
/// <param name="epsilon">ε.</param>
/// <param name="penalty">Added to the gradient, times the parameter: weight decay as an L2 penalty.</param>
/// <param name="keep">Times the parameter before the step: 1 − α·(decoupled weight decay).</param>
/// <param name="step">α/(1 − β₁ᵗ).</param>
/// <param name="correction">√(1 − β₂ᵗ).</param>
internal readonly struct AdamRule(double beta1, double beta2, double epsilon, double penalty, double keep, double step, double correction) : IUpdateRule
{
    private readonly Coefficient penalty = penalty, keep = keep, decay1 = beta1, gain1 = 1 - beta1, decay2 = beta2, gain2 = 1 - beta2;
    private readonly Coefficient step = step * correction, epsilon = epsilon * correction;

    /// <summary>
    /// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − α·m̂/(√v̂ + ε), numerator and denominator of the step both times
    /// √(1 − β₂ᵗ), which saves a quotient.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<L>(ref L parameter, L gradient, ref L first, ref L second) where L : struct, ILane<L>
    {
        var g = L.MulAdd(L.Of(penalty), parameter, gradient);
        first = Moment.Settled(L.MulAdd(L.Of(decay1), first, L.Of(gain1) * g));
        second = L.MulAdd(L.Of(decay2), second, L.Of(gain2) * (g * g));
        parameter = L.MulAdd(L.Of(keep), parameter, -(L.Of(step) * first / (L.Sqrt(second) + L.Of(epsilon))));
    }
}
