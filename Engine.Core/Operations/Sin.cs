using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = sin x, dy/dx = cos x.</summary>
public readonly struct Sin : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Sin(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Cos(x);
}
