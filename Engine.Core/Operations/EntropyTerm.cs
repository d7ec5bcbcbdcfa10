using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = −p·ln p with x = ln p: one class's part of the entropy, 0 for p = 0 (x = −∞); dy/dx = −p(1 + x).</summary>
[Domain(-3, 3)]
public readonly struct EntropyTerm : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => Weighted(x, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => Weighted(x, L.Of(1) + x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Weighted<L>(L x, L factor) where L : struct, ILane<L>
    {
        var p = L.Exp(x);
        return L.IfEqual(p, L.Of(0), L.Of(0), -p * factor);
    }
}
