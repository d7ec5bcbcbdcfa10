using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ln(1 + x), accurate near 0; dy/dx = 1/(1 + x).</summary>
[Domain(-0.8, 4)]
public readonly struct Log1p : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Log1p(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(1) / (L.Of(1) + x);
}
