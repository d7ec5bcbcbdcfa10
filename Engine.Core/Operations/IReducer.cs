namespace Engine;

/// <summary>An associative and commutative combination of many elements into one, such as the largest.</summary>
public interface IReducer
{
    /// <summary>The result of combining nothing.</summary>
    L Identity<L>() where L : struct, ILane<L>;

    /// <summary>The combination of two partial results (or elements).</summary>
    L Combine<L>(L a, L b) where L : struct, ILane<L>;
}
