namespace Engine.Models;

/// <summary>Straight ways through a latent space, seen by a decoder.</summary>
internal static class LatentWalk
{
    /// <param name="from">Starts, [pairs, features].</param>
    /// <param name="to">Ends, [pairs, features].</param>
    /// <param name="steps">Points of each way, both ends included; at least 2.</param>
    /// <param name="encode">[pairs, features] to [pairs, latent].</param>
    /// <param name="decode">[pairs·steps, latent] to [pairs·steps, features].</param>
    public static Tensor Between(Tensor from, Tensor to, int steps, Func<Tensor, Tensor> encode, Func<Tensor, Tensor> decode)
    {
        if (from.Shape != to.Shape) throw new ArgumentException($"from has shape {from.Shape} and to has {to.Shape}; expected the same.", nameof(to));
        if (steps < 2) throw new ArgumentException($"A walk needs at least 2 steps, not {steps}.", nameof(steps));
        using var scope = new Scope();
        var (start, end) = (encode(from).Unsqueeze(1), encode(to).Unsqueeze(1));
        var share = Tensor.Linspace(0, 1, steps, start.Device).Reshape(1, steps, 1);
        return decode((start + share * (end - start)).Reshape(-1, start.Shape[-1])).Keep();
    }
}
