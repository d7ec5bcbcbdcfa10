namespace Engine;

/// <summary>An elementwise operation y = f(x), with its slope, written once for every device and precision.</summary>
/// <remarks>
/// Implement it as a <c>readonly struct</c>; parameters are fields. Mark both members with
/// <c>[MethodImpl(MethodImplOptions.AggressiveInlining)]</c> so that the loop around them stays a vector loop.
/// </remarks>
public interface IUnaryOp
{
    /// <summary>f(x).</summary>
    L Value<L>(L x) where L : struct, ILane<L>;

    /// <summary>f′(x), given also y = f(x), which often makes it cheap.</summary>
    L Slope<L>(L x, L y) where L : struct, ILane<L>;

    /// <summary>Whether f′ is known from the value alone: Slope(y, y) = Slope(x, y) for every x. Where it is, a matrix product applies
    /// f to its result without keeping what f was applied to.</summary>
    static virtual bool SlopeFromValue => false;
}
