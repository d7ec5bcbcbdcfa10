using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ln(1 + eˣ) = max(x, 0) + ln(1 + e^(−|x|)), which never overflows; dy/dx = σ(x).</summary>
public readonly struct Softplus : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.IfLess(x, L.Of(0), L.Of(0), x) + L.Log1pOfUnit(L.ExpNegative(Magnitude.Minus(x)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => default(Sigmoid).Value(x);
}
