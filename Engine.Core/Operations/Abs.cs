using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = |x|, dy/dx = sign x, taken as 0 at 0.</summary>
[Domain(-3, 3, Kinks = [0])]
public readonly struct Abs : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Abs(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => default(Sign).Value(x);
}
