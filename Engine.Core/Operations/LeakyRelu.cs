using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = x for x &gt; 0, else <paramref name="slope"/>·x.</summary>
/// <param name="slope">dy/dx for x ≤ 0.</param>
[Domain(-3, 3, Kinks = [0])]
public readonly struct LeakyRelu(double slope = 0.01) : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.IfLess(L.Of(0), x, x, x * L.Of(slope));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.IfLess(L.Of(0), x, L.Of(1), L.Of(slope));
}
