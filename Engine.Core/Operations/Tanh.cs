using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = tanh x, dy/dx = 1 − y².</summary>
public readonly struct Tanh : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(1) - y * y;

    /// <inheritdoc/>
    public static bool SlopeFromValue => true;
}
