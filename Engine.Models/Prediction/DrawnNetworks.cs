namespace Engine.Models;

/// <summary>
/// Networks drawn from a stochastic one, for one batch of inputs: layers before the first random one run once for all
/// of them, the others take several networks at a time, as one product for each layer.
/// </summary>
/// <remarks>
/// How many at a time depends on the sizes: as many as keep weights and activations in the cache. Layers that know nothing of this
/// run for one network after the other.
/// </remarks>
internal sealed class DrawnNetworks
{
    /// <summary>Numbers that the networks of one pass may hold: they should stay in a CPU's second cache, and memory stays bounded.</summary>
    private const int Budget = 1 << 18;

    /// <summary>Fewer networks at once save less than their second pass over memory costs.</summary>
    private const int Fewest = 4;

    /// <summary>With more inputs the second product, of variances, costs more than drawing weights.</summary>
    private const int MostApart = 32;

    private readonly RandomStream rng;
    private readonly Deviations deviations;
    private readonly List<NetworkStep> steps;
    private readonly Tensor shared;
    private readonly int apartRows;

    /// <summary>Runs the certain part, in the scope that is open now.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">A batch.</param>
    /// <param name="sharesNetworks">Whether all inputs are answered by the same networks.</param>
    /// <param name="rng">Where the networks are drawn from.</param>
    public DrawnNetworks(Layer network, Tensor inputs, bool sharesNetworks, RandomStream rng)
    {
        (this.rng, shared, steps) = (rng, inputs, NetworkStep.Of(network));
        while (steps.Count > 0 && steps[0].Certain(shared, rng) is { } y)
        {
            shared = y;
            steps.RemoveAt(0);
        }
        deviations = new(network);
        apartRows = shared.Rank == 2 && shared.Shape[0] <= (sharesNetworks ? 1 : MostApart) && !steps.Any(step => step.MayRepeat) ? shared.Shape[0] : 0;
        var affordable = Budget / Numbers();
        AtOnce = affordable < Fewest ? 1 : (int)affordable;
    }

    /// <summary>Most networks that are drawn at a time.</summary>
    public int AtOnce { get; }

    /// <summary>The outputs of the next so many networks: [count, batch, ...].</summary>
    public Tensor Next(int count)
    {
        var pass = new BayesianPass(rng, deviations, count, apartRows);
        var (x, isShared) = (shared, true);
        foreach (var step in steps) (x, isShared) = (count == 1 ? step.Forward(x, pass) : Many(step, x, isShared, pass), false);
        if (isShared) return x.Unsqueeze(0).Expand(Shape.Create([count, .. x.Shape])).Clone();        // nothing is random
        if (count == 1) return x.Unsqueeze(0).Clone();        // it may end in a tensor that is not its own
        return x.Reshape(Shape.Create([count, x.Shape[0] / count, .. x.Shape.AsSpan()[1..]])).Clone();
    }

    private static Tensor Many(NetworkStep step, Tensor x, bool isShared, BayesianPass pass)
    {
        if (step.Layer is BayesianLayer layer) return layer.ForwardMany(x, pass, isShared);
        if (!step.Layer.ActsRowByRow) return pass.OneByOne(x, isShared, step.Forward);
        return step.Forward(isShared ? pass.Repeated(x) : x, pass);
    }

    /// <summary>About how many numbers a network needs: its drawn weights, and the widest activations.</summary>
    private long Numbers()
    {
        var rows = shared.Rank == 0 ? 1 : shared.Shape[0];
        var width = steps is [{ Layer: not BayesianLayer }, ..] ? shared.Elements / Math.Max(1, rows) : 1;
        foreach (var parameter in steps.SelectMany(step => step.Layer.Parameters)) width = Math.Max(width, parameter.Rank == 0 ? 1 : parameter.Shape[0]);
        return Math.Max(1, (apartRows > 0 ? 0 : deviations.Count) + (long)rows * width);
    }
}
