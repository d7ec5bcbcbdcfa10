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
        List<Tensor> parts = [];
        for (var done = 0; done < samples; done += drawn.AtOnce)
        {
            using var chunk = new Scope();
            parts.Add(drawn.Next(Math.Min(drawn.AtOnce, samples - done)).Keep());
        }
        return Joined(parts);
    }

    /// <summary>[members, batch, ...] from one pass of each member, without noise.</summary>
    public static Tensor Of(DeepEnsemble ensemble, Tensor inputs)
    {
        using var scope = new Scope();
        List<Tensor> parts = [];
        for (var member = 0; member < ensemble.Count; member++)
        {
            using var one = new Scope();
            parts.Add(ensemble[member].Forward(inputs).Unsqueeze(0).Clone().Keep());        // the pass may end in a tensor that is not its own, such as its input
        }
        return Joined(parts);
    }

    private static Tensor Joined(List<Tensor> parts)
    {
        if (parts is [var only]) return only;
        var joined = TensorJoins.Concat(parts).Keep();
        foreach (var part in parts) part.Dispose();
        return joined;
    }
}
