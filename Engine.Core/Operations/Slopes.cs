using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Operations;

/// <summary>Derivatives found by running an op on dual numbers, for ops whose author did not write the formula.</summary>
public static class Slopes
{
    /// <summary>f′(x) for an op without parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ByDual<Op, L>(L x) where Op : struct, IUnaryOp where L : struct, ILane<L> => ByDual(default(Op), x);

    /// <summary>f′(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ByDual<Op, L>(Op op, L x) where Op : struct, IUnaryOp where L : struct, ILane<L> =>
        op.Value(Dual<L>.Variable(x)).Slope;

    /// <summary>∂f/∂a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ByDualA<Op, L>(Op op, L a, L b) where Op : struct, IBinaryOp where L : struct, ILane<L> =>
        op.Value(Dual<L>.Variable(a), Dual<L>.Constant(b)).Slope;

    /// <summary>∂f/∂b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ByDualB<Op, L>(Op op, L a, L b) where Op : struct, IBinaryOp where L : struct, ILane<L> =>
        op.Value(Dual<L>.Constant(a), Dual<L>.Variable(b)).Slope;
}
