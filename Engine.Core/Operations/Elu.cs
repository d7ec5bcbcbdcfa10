using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = x for x &gt; 0, else α(eˣ − 1); dy/dx = 1 or αeˣ. Clevert et al., arXiv:1511.07289.</summary>
/// <param name="alpha">Minus the value at −∞.</param>
[Domain(-3, 3, Kinks = [0])]
public readonly struct Elu(double alpha = 1) : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.IfLess(L.Of(0), x, x, L.Of(alpha) * L.Expm1(x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.IfLess(L.Of(0), x, L.Of(1), L.Of(alpha) * L.Exp(x));
}
