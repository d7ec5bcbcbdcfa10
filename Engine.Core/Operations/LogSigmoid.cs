using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ln σ(x) = min(x, 0) − ln(1 + e^(−|x|)); dy/dx = σ(−x).</summary>
public readonly struct LogSigmoid : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.IfLess(x, L.Of(0), x, L.Of(0)) - L.Log1pOfUnit(L.ExpNegative(Magnitude.Minus(x)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => default(Sigmoid).Value(-x);
}
