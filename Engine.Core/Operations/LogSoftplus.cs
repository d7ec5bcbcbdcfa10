using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ln ln(1 + eˣ), dy/dx = σ(x)/ln(1 + eˣ): the logarithm of a deviation softplus(x), finite for every finite x.</summary>
public readonly struct LogSoftplus : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L>
    {
        var parts = new SoftplusParts<L>(x);
        return L.Log(parts.Value) + parts.LogBeyond;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => new SoftplusParts<L>(x).LogSlope;
}
