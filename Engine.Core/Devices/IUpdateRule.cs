namespace Engine;

/// <summary>An optimizer's rule for one element: reads the gradient, changes parameter and moments in place.</summary>
public interface IUpdateRule
{
    /// <summary>One step; a rule without moments leaves <paramref name="first"/> and <paramref name="second"/> alone.</summary>
    void Step<L>(ref L parameter, L gradient, ref L first, ref L second) where L : struct, ILane<L>;
}
