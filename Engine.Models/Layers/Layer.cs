namespace Engine.Models;

/// <summary>A module that maps a tensor to a tensor, a pure function of (parameters, input, noise).</summary>
/// <remarks>
/// There is no switch between training and evaluation that could be left in the wrong place: a layer that needs
/// randomness is random when it is given <c>noise</c> and deterministic when it is not.
/// </remarks>
public abstract class Layer : Module
{
    /// <summary>The layer's output.</summary>
    /// <param name="x">A batch of inputs, batch first.</param>
    /// <param name="noise">Where random layers such as dropout draw from in training; null to evaluate.</param>
    public abstract Tensor Forward(Tensor x, RandomStream? noise = null);

    /// <summary>A random pass, and the divergence KL(q‖p) of the weights that it drew from their prior, summed over all of them.</summary>
    /// <remarks>A layer of one's own that holds Bayesian layers overrides it and adds theirs up, as <see cref="Sequential"/> does.</remarks>
    /// <param name="x">A batch of inputs, batch first.</param>
    /// <param name="noise">Where weights and other random layers draw from.</param>
    /// <returns>The output of <see cref="Forward"/>, and one number, or null if no weight is random.</returns>
    /// <exception cref="NotSupportedException">There are Bayesian layers below whose divergence would be lost.</exception>
    public virtual (Tensor Output, Tensor? Divergence) ForwardWithDivergence(Tensor x, RandomStream noise) =>
        BayesianLayerIn(this) is not { } found ? (Forward(x, noise), null)
        : throw new NotSupportedException($"{this} holds {found}, whose divergence would be lost: override {nameof(ForwardWithDivergence)} in {GetType().Name} to add it up.");

    private static Module? BayesianLayerIn(Module module)
    {
        if (module is IBayesianLayer) return module;
        foreach (var (_, child) in module.Children)
            if (BayesianLayerIn(child) is { } found) return found;
        return null;
    }
}
