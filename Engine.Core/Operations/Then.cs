using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = second(first(x)) in one pass over memory; dy/dx = second′(u)·first′(x) with u = first(x).</summary>
/// <param name="first">Applied first.</param>
/// <param name="second">Applied to its result.</param>
/// <typeparam name="A">The first op.</typeparam>
/// <typeparam name="B">The second op.</typeparam>
public readonly struct Then<A, B>(A first = default, B second = default) : IUnaryOp
    where A : struct, IUnaryOp where B : struct, IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => second.Value(first.Value(x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L>
    {
        var u = first.Value(x);
        return second.Slope(u, y) * first.Slope(x, u);
    }
}
