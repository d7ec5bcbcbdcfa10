using System.Runtime.CompilerServices;

namespace Engine.Tests.Lanes.Elementary;

/// <summary>A row's function as an op, to be run on a device; without a slope.</summary>
internal readonly struct ElementaryOp<F> : IUnaryOp where F : struct, IElementary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => F.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(double.NaN);
}
