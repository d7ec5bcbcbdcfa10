using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ln x, dy/dx = 1/x.</summary>
[Domain(0.1, 5)]
public readonly struct Log : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Log(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(1) / x;
}
