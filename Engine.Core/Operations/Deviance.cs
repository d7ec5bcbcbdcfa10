using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// y = a·ln(a/b) + b − a ≥ 0 for a, b ≥ 0: how much less likely a count a is under the rate b than under a itself.
/// ∂y/∂a = ln(a/b), ∂y/∂b = 1 − a/b.
/// </summary>
/// <remarks>
/// Densities with large parameters are written with it and <see cref="StirlingError"/>, where their usual formulas subtract
/// huge numbers. For b near a the logarithm is ln(1 + (b − a)/a). Loader, <i>Fast and Accurate Computation of Binomial
/// Probabilities</i>, 2000.
/// </remarks>
[Domain(0.3, 3)]
public readonly struct Deviance : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> =>
        L.IfEqual(a, L.Of(0), b, L.MulAdd(a, SlopeA(a, b, b), b - a));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L>
    {
        var d = b - a;
        return L.IfLess(L.Abs(d), L.Of(0.5) * a, -L.Log1p(d / a), L.Log(a) - L.Log(b));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => L.IfEqual(a, L.Of(0), L.Of(1), (b - a) / b);
}
