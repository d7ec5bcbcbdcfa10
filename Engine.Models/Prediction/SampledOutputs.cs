namespace Engine.Models;

/// <summary>The outputs of several networks for the same inputs: drawn from one stochastic network, or the members of an ensemble.</summary>
internal static class SampledOutputs
{
    /// <summary>[samples, batch, ...] from <paramref name="samples"/> random passes, one after the other in the stream.</summary>
    public static Tensor Of(Layer network, Tensor inputs, int samples, RandomStream rng)
    {
        Require.Positive(samples, nameof(samples));
        return Stacked(samples, _ => network.Forward(inputs, rng));
    }

    /// <summary>[members, batch, ...] from one pass of each member, without noise.</summary>
    public static Tensor Of(DeepEnsemble ensemble, Tensor inputs) => Stacked(ensemble.Count, member => ensemble[member].Forward(inputs));

    /// <summary>Each pass gives its memory back before the next, but for its output.</summary>
    private static Tensor Stacked(int count, Func<int, Tensor> pass)
    {
        var outputs = new Tensor[count];
        for (var i = 0; i < count; i++)
        {
            using var scope = new Scope();
            outputs[i] = pass(i).Clone().Keep();        // the pass may end in a tensor that is not its own, such as its input
        }
        var stacked = TensorJoins.Stack(outputs);
        foreach (var output in outputs) output.Dispose();
        return stacked;
    }
}
