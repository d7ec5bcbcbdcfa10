using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>The derivative of an op as an op: its value is the op's slope, its slope that slope on a dual number.</summary>
/// <remarks>So <c>SlopeOf&lt;SlopeOf&lt;Op&gt;&gt;</c> is the second derivative: every order exists, exactly, without being written.</remarks>
/// <param name="op">The op that is differentiated.</param>
/// <typeparam name="Op">Its type.</typeparam>
public readonly struct SlopeOf<Op>(Op op) : IUnaryOp where Op : struct, IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => op.Slope(x, op.Value(x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => Slopes.ByDual(this, x);
}
