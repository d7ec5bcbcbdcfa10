using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = √x, dy/dx = 1/(2y).</summary>
[Domain(0.1, 5)]
public readonly struct Sqrt : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Sqrt(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(0.5) / y;
}
