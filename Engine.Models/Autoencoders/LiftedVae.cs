namespace Engine.Models;

/// <summary>
/// A variational autoencoder whose decoder's weights are random too: p(x₁…x_N) = ∫ p(w) Πᵢ ∫ p(xᵢ|zᵢ, w) p(zᵢ) dzᵢ dw. Each observation has a z of
/// its own and pays for it; the weights are all observations' together, and each pays an N-th of them.
/// Kingma &amp; Welling, arXiv:1312.6114, appendix F.
/// </summary>
public sealed class LiftedVae : Module, ITrainable, ICountsOnce, IReportsTraining
{
    /// <summary>An autoencoder that has Bayesian layers.</summary>
    /// <param name="vae">At least one layer of its decoder is a <see cref="BayesianLayer"/>.</param>
    /// <param name="trainingSize">N, observations in the whole training set.</param>
    /// <exception cref="ArgumentException">No layer of the decoder is Bayesian.</exception>
    /// <exception cref="ArgumentOutOfRangeException">N is below 1.</exception>
    public LiftedVae(Vae vae, int trainingSize)
    {
        if (!BayesianLayer.In((Module)vae.Decoder).Any()) throw new ArgumentException("The decoder has no Bayesian layer: LiftedVae.Lift makes its dense layers Bayesian.", nameof(vae));
        TrainingSize = Require.Positive(trainingSize, nameof(trainingSize));
        Register("vae", vae);
    }

    /// <summary>Encoder and decoder, and the bound for what each observation has for its own.</summary>
    public Vae Vae => GetChild<Vae>("vae");

    /// <summary>N.</summary>
    public int TrainingSize { get; }

    /// <summary>A copy of a trained autoencoder in which the decoder's dense layers are Bayesian, at the weights that were trained; see <see cref="Bayesian.Lift{N}(N, LayerChoice?, Prior?, WeightEstimator, double, double)"/>.</summary>
    /// <param name="vae">It stays as it is.</param>
    /// <param name="trainingSize">N, observations in the whole training set.</param>
    /// <param name="prior">Of the weights; N(0, 1) unless given.</param>
    /// <param name="estimator">How a random pass draws.</param>
    /// <param name="initialDeviation">The part of σ that is the same for every weight, above 0.</param>
    /// <param name="relativeDeviation">The part of σ that grows with the weight.</param>
    public static LiftedVae Lift(
        Vae vae, int trainingSize, Prior? prior = null, WeightEstimator estimator = WeightEstimator.WeightSampling,
        double initialDeviation = 1e-3, double relativeDeviation = 0.1) =>
        new(Bayesian.Lift(vae, layer => layer.Name.StartsWith("decoder.", StringComparison.Ordinal), prior, estimator, initialDeviation, relativeDeviation), trainingSize);

    /// <summary>The divergence of the weights for each observation, less the bound of the <see cref="Vae"/>'s objective, averaged over the batch: one draw of the weights.</summary>
    public Tensor Loss(Batch batch, RandomStream noise)
    {
        var pass = new BayesianPass(noise);
        var bound = Vae.Objective.Bound(Vae, batch.Images, pass, batch.Step).Mean();
        return pass.Divergence(Vae) / TrainingSize - bound;
    }

    /// <inheritdoc/>
    public void CheckData(Dataset data) => Vae.CheckData(data);

    /// <inheritdoc/>
    public TrainingReport Report(Dataset data, RandomStream rng) =>
        LatentReport.Of(batch => Vae.Pass(batch.Images, new BayesianPass(rng, countsDivergence: false)), data, Device).Summary;

    /// <summary>−ELBO in nats, averaged over a whole data set, by one draw of z for each observation and one of the weights for each batch; KL(q(w) ‖ p(w))/N is in it.</summary>
    /// <param name="data">Observations.</param>
    /// <param name="rng">Where the samples come from.</param>
    /// <param name="batchSize">Observations at a time.</param>
    /// <exception cref="ArgumentException">There are no observations.</exception>
    public double NegativeElbo(Dataset data, RandomStream rng, int batchSize = 1000) => DataAverage.Of(data, batchSize, Device, batch =>
    {
        var pass = new BayesianPass(rng);
        var bound = Vae.Bound(batch.Images, pass).Sum();
        return pass.Divergence(Vae) * batch.Images.Shape[0] / TrainingSize - bound;
    });

    /// <summary>The means of p(x|z, w) under several draws of the weights: their spread is what the decoder does not know.</summary>
    /// <param name="z">Latent variables, [batch, latent].</param>
    /// <param name="draws">How many decoders, at least 1.</param>
    /// <param name="rng">Where they are drawn from.</param>
    /// <returns>Of [draws, batch, features].</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is below 1.</exception>
    public PredictiveValues Decode(Tensor z, int draws, RandomStream rng)
    {
        Require.Positive(draws, nameof(draws));
        using var scope = new Scope();
        var means = new Tensor[draws];
        for (var i = 0; i < draws; i++)
        {
            using var one = new Scope();
            means[i] = Vae.Decoder.Decode(z, new BayesianPass(rng, countsDivergence: false)).Mean.Keep();
        }
        var samples = TensorJoins.Stack(means).Keep();
        foreach (var mean in means) mean.Dispose();
        return new(samples);
    }

    /// <summary>As <see cref="Decode"/>, at the means of q(z|x).</summary>
    /// <param name="x">Observations, [batch, features].</param>
    /// <param name="draws">How many decoders, at least 1.</param>
    /// <param name="rng">Where they are drawn from.</param>
    /// <returns>Of [draws, batch, features].</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is below 1.</exception>
    public PredictiveValues Reconstruct(Tensor x, int draws, RandomStream rng)
    {
        using var scope = new Scope();
        return Decode(Vae.Encoder.Encode(x).Mean, draws, rng);
    }

    /// <inheritdoc/>
    public void CheckFits(int dataCount, bool dropLast)
    {
        if (dataCount != TrainingSize) throw new ArgumentException($"The LiftedVae is for a training set of {TrainingSize} examples, but this one has {dataCount}: the divergence would count {(double)dataCount / TrainingSize:0.###} times.", nameof(dataCount));
    }

    /// <inheritdoc/>
    public double Share(Batch batch) => (double)batch.Images.Shape[0] / TrainingSize;
}
