using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = eˣ − 1, accurate near 0; dy/dx = eˣ.</summary>
public readonly struct Expm1 : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Expm1(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Exp(x);
}
