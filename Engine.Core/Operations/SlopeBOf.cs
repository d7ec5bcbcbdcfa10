using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>The derivative of a binary op by its second operand, as a binary op.</summary>
/// <param name="op">The op that is differentiated.</param>
/// <typeparam name="Op">Its type.</typeparam>
public readonly struct SlopeBOf<Op>(Op op) : IBinaryOp where Op : struct, IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> => op.SlopeB(a, b, op.Value(a, b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => Slopes.ByDualA(this, a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => Slopes.ByDualB(this, a, b);
}
