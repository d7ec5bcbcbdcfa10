using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = erf x, dy/dx = 2/√π·e^(−x²).</summary>
public readonly struct Erf : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(2 / Math.Sqrt(Math.PI)) * L.Exp(-(x * x));
}
