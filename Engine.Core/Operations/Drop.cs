using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = a/(1 − p) where the uniform number b ≥ p, else 0; ∂y/∂a = 1/(1 − p) or 0. For p = 1 everything is 0.</summary>
/// <remarks>Dropout, scaled so that the mean stays a. Srivastava et al., JMLR 15 (2014), §10.</remarks>
/// <param name="probability">p, from 0 to 1.</param>
[Domain(-3, 3, Kinks = [0.5])]
public readonly struct Drop(double probability = 0.5) : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> => L.IfLess(b, L.Of(probability), L.Of(0), a * Scale<L>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => L.IfLess(b, L.Of(probability), L.Of(0), Scale<L>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => L.Of(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private L Scale<L>() where L : struct, ILane<L> => L.Of(1 / (1 - probability));
}
