using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = x + c, dy/dx = 1.</summary>
/// <param name="constant">c.</param>
public readonly struct Plus(double constant = 0.5) : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => x + L.Of(constant);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(1);
}
