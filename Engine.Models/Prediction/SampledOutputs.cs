namespace Engine.Models;

/// <summary>The outputs of several networks for the same inputs: drawn from one stochastic network, or the members of an ensemble.</summary>
internal static class SampledOutputs
{
    /// <summary>[samples, batch, ...] from <paramref name="samples"/> networks drawn from the stream.</summary>
    public static Tensor Of(Layer network, Tensor inputs, int samples, RandomStream rng, bool sharesNetworks)
    {
        Require.Positive(samples, nameof(samples));
        using var scope = new Scope();
        var drawn = new DrawnNetworks(network, inputs, sharesNetworks, rng);
        List<Tensor> outputs = [];
        for (var done = 0; done < samples; done += drawn.AtOnce)
        {
            using var chunk = new Scope();
            outputs.Add(drawn.Next(Math.Min(drawn.AtOnce, samples - done)).Keep());
        }
        return TensorJoins.Concat(outputs).Keep();
    }

    /// <summary>[members, batch, ...] from one pass of each member, without noise.</summary>
    public static Tensor Of(DeepEnsemble ensemble, Tensor inputs)
    {
        using var scope = new Scope();
        var outputs = new Tensor[ensemble.Count];
        for (var member = 0; member < outputs.Length; member++)
        {
            using var one = new Scope();
            outputs[member] = ensemble[member].Forward(inputs).Clone().Keep();        // the pass may end in a tensor that is not its own, such as its input
        }
        return TensorJoins.Stack(outputs).Keep();
    }
}
