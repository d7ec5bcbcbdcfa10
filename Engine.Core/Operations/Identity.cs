using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = x: where an op is asked for and nothing is to be done.</summary>
public readonly struct Identity : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(1);

    /// <inheritdoc/>
    public static bool SlopeFromValue => true;
}
