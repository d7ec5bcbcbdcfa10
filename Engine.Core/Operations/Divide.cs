using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = a/b; ∂y/∂a = 1/b, ∂y/∂b = −y/b.</summary>
[Domain(0.3, 3)]
public readonly struct Divide : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> => a / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => L.Of(1) / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => -(y / b);
}
