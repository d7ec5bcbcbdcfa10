namespace Engine;

/// <summary>An elementwise operation y = f(a, b), with both slopes, written once for every device and precision.</summary>
public interface IBinaryOp
{
    /// <summary>f(a, b).</summary>
    L Value<L>(L a, L b) where L : struct, ILane<L>;

    /// <summary>∂f/∂a, given also y = f(a, b).</summary>
    L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L>;

    /// <summary>∂f/∂b, given also y = f(a, b).</summary>
    L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L>;
}
