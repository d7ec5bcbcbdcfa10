using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = cos x, dy/dx = −sin x.</summary>
public readonly struct Cos : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Cos(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => -L.Sin(x);
}
