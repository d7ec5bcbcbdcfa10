namespace Engine.Models;

/// <summary>One layer of a network that is a chain of layers, or a dense layer with the activation that follows it.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Activation">What is applied to a dense layer's outputs while they are in cache, or null.</param>
internal readonly record struct NetworkStep(Layer Layer, IActivation? Activation)
{
    /// <summary>The layers of a network and of the <see cref="Sequential"/>s in it, first to last.</summary>
    public static List<NetworkStep> Of(Layer network)
    {
        List<NetworkStep> steps = [];
        foreach (var layer in Leaves(network))
        {
            if (layer is IActivation activation && steps.Count > 0 && steps[^1] is { Layer: Linear, Activation: null }) steps[^1] = new(steps[^1].Layer, activation);
            else steps.Add(new(layer, null));
        }
        return steps;
    }

    /// <summary>Whether the layer holds Bayesian ones, but is none that is called once.</summary>
    public bool MayRepeat => Layer is not BayesianLayer && BayesianLayer.In(Layer).Any();

    /// <summary>The step's output.</summary>
    public Tensor Forward(Tensor x, RandomStream noise) => Activation is null ? Layer.Forward(x, noise) : Activation.After((Linear)Layer, x);

    /// <summary>The step's output if it is certain: no part of it is random, and none draws from the noise.</summary>
    public Tensor? Certain(Tensor x, RandomStream noise)
    {
        if (Layer is Dropout || BayesianLayer.In(Layer).Any()) return null;
        var trial = noise.Fork();
        var before = trial.State;
        var y = Forward(x, trial);
        return trial.State == before ? y : null;
    }

    private static IEnumerable<Layer> Leaves(Layer network) =>
        network is Sequential chain ? Enumerable.Range(0, chain.Count).SelectMany(i => Leaves(chain[i])) : [network];
}
