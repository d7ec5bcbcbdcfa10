namespace Engine.Models;

/// <summary>
/// The evidence lower bound, E_q[ln p(x|z)] − KL(q(z) ‖ p(z)) ≤ ln p(x).
/// This one is for variables that a whole data set shares, such as a network's weights; <see cref="LatentElbo"/> is for latent
/// variables of which every example has its own.
/// </summary>
/// <param name="trainingSize">
/// Examples in the whole data set. The KL counts once for all of them, so a mini-batch of any size must carry its share:
/// forgetting this is the commonest mistake of all.
/// </param>
public sealed class Elbo(int trainingSize) : IObjective
{
    /// <summary>Examples in the whole data set.</summary>
    public int TrainingSize { get; } = trainingSize > 0 ? trainingSize
        : throw new ArgumentOutOfRangeException(nameof(trainingSize), trainingSize, $"The data set must have at least one example, not {trainingSize}.");

    /// <summary>p(y|f) of a network's outputs; a classifier's unless given.</summary>
    public ILikelihood Likelihood { get; init; } = new CategoricalLikelihood();

    /// <summary>Samples of the weights for one estimate.</summary>
    public int Samples { get; init => field = Require.Positive(value, nameof(Samples)); } = 1;

    /// <summary>Draw the samples in pairs with opposite noise; their number must be even then.</summary>
    /// <exception cref="ArgumentException">The number of samples, set before, is odd.</exception>
    public bool Antithetic
    {
        get;
        init => field = !value || Samples % 2 == 0 ? value
            : throw new ArgumentException($"Antithetic draws come in pairs, but Samples is {Samples}: set an even number of them first.", nameof(Antithetic));
    }

    /// <summary>How the divergence is dealt out to the batches of an epoch.</summary>
    public KlWeighting Weighting { get; init; }

    /// <summary>A factor of the divergence by the step, such as a rise from 0 to 1; null for 1. While it is not 1, this is no bound of the evidence.</summary>
    public ISchedule? Annealing { get; init; }

    /// <summary>The bound for one example of a data set, estimated from a mini-batch: mean ln p(y|x, w) − KL/N.</summary>
    /// <param name="logLikelihood">ln p(y|x, w) of each example of the batch, [batch].</param>
    /// <param name="divergence">KL(q(w) ‖ p(w)) of all weights together, one number.</param>
    /// <returns>One number; times the training size it estimates the bound of the data set.</returns>
    /// <exception cref="ArgumentException">The shapes are others.</exception>
    public Tensor Of(Tensor logLikelihood, Tensor divergence)
    {
        if (logLikelihood.Rank != 1) throw new ArgumentException($"logLikelihood has shape {logLikelihood.Shape}; expected [batch], summed over everything but the examples.", nameof(logLikelihood));
        if (divergence.Elements != 1) throw new ArgumentException($"divergence has shape {divergence.Shape}; expected one number, summed over all weights.", nameof(divergence));
        return logLikelihood.Mean() - divergence.Reshape([]) / TrainingSize;
    }

    /// <summary>The bound for one example, of a network whose weights are random: mean ln p(y|x, w) − KL/N, averaged over the samples of w.</summary>
    /// <param name="network">At least one of its layers is a <see cref="BayesianLayer"/>.</param>
    /// <param name="inputs">A mini-batch.</param>
    /// <param name="targets">What the likelihood wants for it, such as labels [batch].</param>
    /// <param name="noise">Where the weights are drawn from: one block a sample.</param>
    /// <returns>One number; times the training size it estimates the bound of the data set.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or the weighting needs to know the batch's place in the epoch.</exception>
    /// <exception cref="InvalidOperationException">No weight is random, or a Bayesian layer took no part.</exception>
    public Tensor Of(Layer network, Tensor inputs, Tensor targets, RandomStream noise) => Of(network, new Batch(inputs, targets), noise);

    /// <summary>As <see cref="Of(Layer, Tensor, Tensor, RandomStream)"/>, of a batch that knows its place in the epoch and the steps before it.</summary>
    public Tensor Of(Layer network, Batch batch, RandomStream noise)
    {
        var scale = KlWeight(batch) * (Annealing?.At(batch.Step) ?? 1) / TrainingSize;
        Tensor? sum = null;
        foreach (var pass in Passes(noise))
        {
            var logLikelihood = Likelihood.LogProb(network.Forward(batch.Images, pass), batch.Labels);
            var bound = logLikelihood.Mean() - pass.Divergence(network) * scale;
            sum = sum is null ? bound : sum + bound;
        }
        return Samples == 1 ? sum! : sum! / Samples;
    }

    /// <summary>−<see cref="Of(Layer, Batch, RandomStream)"/>.</summary>
    public Tensor Loss(Layer network, Batch batch, RandomStream noise) => -Of(network, batch, noise);

    /// <inheritdoc/>
    public void CheckFits(int dataCount, bool dropLast)
    {
        if (dataCount != TrainingSize) throw new ArgumentException($"The Elbo is for a data set of {TrainingSize} examples, but this one has {dataCount}: the divergence would count {(double)dataCount / TrainingSize:0.###} times. Make it new Elbo(trainingSize: {dataCount}).", nameof(dataCount));
        if (dropLast && Weighting == KlWeighting.Blundell) throw new ArgumentException("Blundell's weighting deals the divergence out to all batches of an epoch: it does not go with DropLast.", nameof(dropLast));
    }

    /// <inheritdoc/>
    public double Share(Batch batch) => KlWeight(batch) * batch.Images.Shape[0] / TrainingSize;

    /// <inheritdoc/>
    public string Explain(Layer network, Batch batch, RandomStream noise)
    {
        using var scope = new Scope();
        List<string> terms = [];
        foreach (var pass in Passes(noise))
        {
            terms.Add(Term("the log-likelihood", Likelihood.LogProb(network.Forward(batch.Images, pass), batch.Labels).Mean()));
            terms.AddRange(pass.Divergences.Select(pair => Term($"the divergence KL(q‖p) of {pair.Layer}", pair.Divergence)));
        }
        return string.Join("; ", terms);

        static string Term(string name, Tensor value) => $"{name} is {value.Item():G5}";
    }

    /// <summary>One pass a sample, or pairs of a pass and its mirror.</summary>
    private IEnumerable<BayesianPass> Passes(RandomStream noise)
    {
        for (var drawn = 0; drawn < Samples; drawn++)
        {
            var pass = new BayesianPass(noise);
            yield return pass;
            if (!Antithetic) continue;
            yield return pass.Mirrored();
            drawn++;
        }
    }

    /// <summary>What the divergence is multiplied by, besides 1/N, in the bound of one example: 1, or π·N/n.</summary>
    private double KlWeight(Batch batch)
    {
        if (Weighting == KlWeighting.Uniform) return 1;
        if (batch.BatchCount == 0) throw new ArgumentException("Blundell's weighting needs a batch that knows its place in the epoch, as those of Dataset.Batches do.", nameof(batch));
        // 2^(M−i)/(2^M − 1), i = 1…M, without powers that overflow.
        var share = Math.ScaleB(1, -(batch.Index + 1)) / (1 - Math.ScaleB(1, -batch.BatchCount));
        return share * TrainingSize / batch.Images.Shape[0];
    }
}
