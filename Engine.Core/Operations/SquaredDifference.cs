using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = (a − b)²; ∂y/∂a = 2(a − b) = −∂y/∂b.</summary>
public readonly struct SquaredDifference : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> => (a - b) * (a - b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => L.Of(2) * (a - b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => L.Of(2) * (b - a);
}
