using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = min(max(x, low), high); dy/dx = 1 between and at the bounds, else 0.</summary>
/// <param name="low">Smallest result.</param>
/// <param name="high">Largest result.</param>
[Domain(-3, 3, Kinks = [-1, 1])]
public readonly struct Clamp(double low = -1, double high = 1) : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Min(L.Max(x, L.Of(low)), L.Of(high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.IfLess(x, L.Of(low), L.Of(0), L.IfLess(L.Of(high), x, L.Of(0), L.Of(1)));
}
