namespace Engine.Models;

/// <summary>
/// The evidence lower bound, E_q[ln p(x|z)] − KL(q(z) ‖ p(z)) ≤ ln p(x).
/// An instance is for variables that a whole data set shares, such as a network's weights; <see cref="PerExample(Distribution, Distribution, Func{Tensor, Tensor}, RandomStream)"/> is for
/// latent variables of which every example has its own.
/// </summary>
/// <param name="trainingSize">
/// Examples in the whole data set. The KL counts once for all of them, so a mini-batch of any size must carry its share:
/// forgetting this is the commonest mistake of all.
/// </param>
public sealed class Elbo(int trainingSize)
{
    /// <summary>Examples in the whole data set.</summary>
    public int TrainingSize { get; } = trainingSize > 0 ? trainingSize
        : throw new ArgumentOutOfRangeException(nameof(trainingSize), trainingSize, $"The data set must have at least one example, not {trainingSize}.");

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

    /// <summary>The bound for one example, of a classifier whose weights are random: by one pass, mean ln softmax(logits)[label] − KL/N.</summary>
    /// <param name="network">Gives logits, [batch, classes]; at least one of its layers is Bayesian.</param>
    /// <param name="inputs">A mini-batch.</param>
    /// <param name="labels">The right classes as whole numbers, [batch].</param>
    /// <param name="noise">Where the weights are drawn from.</param>
    /// <returns>One number; times the training size it estimates the bound of the data set.</returns>
    /// <exception cref="ArgumentException">No weight is random, or the shapes do not fit.</exception>
    public Tensor Of(Layer network, Tensor inputs, Tensor labels, RandomStream noise)
    {
        var (logits, divergence) = network.ForwardWithDivergence(inputs, noise);
        if (divergence is null) throw new ArgumentException($"{network} has no Bayesian layer, so there is no divergence to bound with: use Loss.CrossEntropy.", nameof(network));
        return -(Loss.CrossEntropy(logits, labels) + divergence / TrainingSize);
    }

    /// <summary>
    /// The bound of each example by one reparameterized sample of its own latent variables: ln p(x|z) − KL(q ‖ p) with the
    /// closed form of the KL. Kingma &amp; Welling, arXiv:1312.6114, eq. 7.
    /// </summary>
    /// <param name="posterior">q(z|x), [batch, latent].</param>
    /// <param name="prior">p(z), of a shape that broadcasts to it.</param>
    /// <param name="logLikelihood">z ↦ ln p(x|z), [batch, features]; it is summed over the features.</param>
    /// <param name="noise">Where the sample of z comes from.</param>
    /// <returns>[batch].</returns>
    public static Tensor PerExample(Distribution posterior, Distribution prior, Func<Tensor, Tensor> logLikelihood, RandomStream noise)
    {
        var z = posterior.Rsample(noise);
        return logLikelihood(z).Sum(-1) - Kl.Divergence(posterior, prior).Sum(-1);
    }

    /// <summary>As <see cref="PerExample(Distribution, Distribution, Func{Tensor, Tensor}, RandomStream)"/>, with the log-likelihood and its sum in one pass over memory.</summary>
    /// <param name="posterior">q(z|x), [batch, latent].</param>
    /// <param name="prior">p(z), of a shape that broadcasts to it.</param>
    /// <param name="likelihood">z ↦ p(x|z), [batch, features].</param>
    /// <param name="x">Observations, [batch, features].</param>
    /// <param name="noise">Where the sample of z comes from.</param>
    /// <returns>[batch].</returns>
    /// <exception cref="ArgumentException">The likelihood has not x's shape.</exception>
    public static Tensor PerExample(Distribution posterior, Distribution prior, Func<Tensor, Distribution> likelihood, Tensor x, RandomStream noise)
    {
        var decoded = likelihood(posterior.Rsample(noise));
        // Shapes that merely broadcast would count an observation's element more than once.
        if (decoded.Shape != x.Shape) throw new ArgumentException($"x has shape {x.Shape}, but the decoder gives a {decoded}; expected the same shape.", nameof(x));
        return decoded.LogProb(x, -1) - Kl.Divergence(posterior, prior).Sum(-1);
    }
}
