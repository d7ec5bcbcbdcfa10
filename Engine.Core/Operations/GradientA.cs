using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = g·∂f/∂a(a, b) by <see cref="Chain"/>, in one pass: what a gradient g of f sends back to its first operand.</summary>
/// <param name="op">f.</param>
/// <typeparam name="Op">Its type.</typeparam>
public readonly struct GradientA<Op>(Op op) : ITernaryOp where Op : struct, IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L g, L a, L b) where L : struct, ILane<L> => default(Chain).Value(g, op.SlopeA(a, b, op.Value(a, b)));
}
