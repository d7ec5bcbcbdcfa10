using System.Runtime.CompilerServices;
using Engine.Operations;

namespace Engine.Tests.Operations;

/// <summary>A user's own op, as in the sketch of the API: x·tanh(ln(1 + eˣ)), differentiated by dual numbers.</summary>
public readonly struct Mish : IUnaryOp
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => x * L.Tanh(default(Softplus).Value(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => Slopes.ByDual<Mish, L>(x);
}
