namespace Engine;

/// <summary>An elementwise operation y = f(a, b, c) without slopes of its own: a choice between two tensors, for example.</summary>
public interface ITernaryOp
{
    /// <summary>f(a, b, c).</summary>
    L Value<L>(L a, L b, L c) where L : struct, ILane<L>;
}
