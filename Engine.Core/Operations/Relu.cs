using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = max(x, 0), dy/dx = 1 for x &gt; 0, else 0. NaN stays NaN.</summary>
[Domain(-3, 3, Kinks = [0])]
public readonly struct Relu : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.IfLessOrEqual(x, L.Of(0), L.Of(0), x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.IfLessOrEqual(x, L.Of(0), L.Of(0), L.Of(1));

    /// <inheritdoc/>
    public static bool SlopeFromValue => true;
}
