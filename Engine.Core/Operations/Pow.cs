using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = aᵇ; ∂y/∂a = b·aᵇ⁻¹, ∂y/∂b = y·ln a. At b = 0 the first is 0, at y = 0 the second (the limits).</summary>
[Domain(0.3, 3)]
public readonly struct Pow : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> => L.Pow(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => L.IfEqual(b, L.Of(0), L.Of(0), b * L.Pow(a, b - L.Of(1)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => L.IfEqual(y, L.Of(0), L.Of(0), y * L.Log(a));
}
