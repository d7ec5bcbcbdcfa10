namespace Engine.Models;

/// <summary>
/// What a cost is compared with before it weighs a score: b in E[(c − b)·∇ln q]. As E[∇ln q] = 0, it changes the variance alone, if it
/// does not depend on the draw whose cost it is compared with.
/// </summary>
public abstract class Baseline
{
    /// <summary>b = 0.</summary>
    public static Baseline None { get; } = new ConstantBaseline(0);

    /// <summary>Whether b has parameters, which a step on the surrogate trains to predict the costs.</summary>
    public virtual bool IsTrained => false;

    /// <summary>b for each cost; called once for each set of draws.</summary>
    /// <param name="costs">[samples, ...], without gradients.</param>
    /// <returns>Numbers that broadcast to the costs' shape.</returns>
    public abstract Tensor Of(Tensor costs);
}
