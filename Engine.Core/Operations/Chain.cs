using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>The chain rule’s product ḡ·s of a gradient and a slope, 0 if either is 0, even times ∞ or NaN.</summary>
/// <remarks>
/// A result that does not count gives no NaN through an infinite slope (the branch that <c>Where</c> did not choose), and
/// a variable without influence gets none from an infinite gradient: √(x·x) at 0 has slope 0, a subgradient, in every spelling.
/// </remarks>
[Domain(-3, 3, Kinks = [0])]        // on dual numbers the constant 0 has no slope; the pullbacks use the formulas
public readonly struct Chain : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> => L.IfEqual(a, L.Of(0), L.Of(0), L.IfEqual(b, L.Of(0), L.Of(0), a * b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => a;
}
