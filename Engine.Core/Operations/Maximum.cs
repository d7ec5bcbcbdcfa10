using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = max(a, b), NaN if either is; the slope goes to the larger, half to each at a tie.</summary>
[Domain(-3, 3, KinkAtTie = true)]
public readonly struct Maximum : IBinaryOp, IReducer
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> => L.Max(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => L.IfEqual(a, b, L.Of(0.5), L.IfLess(a, b, L.Of(0), L.Of(1)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => L.IfEqual(a, b, L.Of(0.5), L.IfLess(a, b, L.Of(1), L.Of(0)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Identity<L>() where L : struct, ILane<L> => L.Of(double.NegativeInfinity);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Combine<L>(L a, L b) where L : struct, ILane<L> => Value(a, b);
}
