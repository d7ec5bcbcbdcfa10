using Engine;
using Engine.Models;

namespace Examples;

/// <summary>One way of saying how sure an answer is: the networks to train, their loss, and how they answer together.</summary>
/// <param name="Name">For tables and pictures.</param>
/// <param name="Key">For files and the result line.</param>
/// <param name="Networks">What is trained, one after the other; none if the networks are another contender's.</param>
/// <param name="Loss">Of one network, a batch and the noise.</param>
/// <param name="Answer">The class probabilities of a batch of images, and their uncertainty.</param>
public sealed record Contender(string Name, string Key, IReadOnlyList<Layer> Networks, Func<Layer, Batch, RandomStream, Tensor> Loss, Func<Tensor, RandomStream, Predictive> Answer)
{
    /// <summary>Networks that are trained apart, with equal say.</summary>
    public static Contender Ensemble(DeepEnsemble ensemble) =>
        new("ensemble", "ensemble", [.. Enumerable.Range(0, ensemble.Count).Select(i => ensemble[i])], LikelihoodLoss, (images, _) => Predictive.Of(ensemble, images));

    /// <summary>One network of an ensemble, asked alone: the most probable weights.</summary>
    public static Contender Alone(string name, string key, Layer network) => new(name, key, [], LikelihoodLoss, (images, noise) => Predictive.Of(network, images, 1, noise));

    /// <summary>A network with dropout, which stays on when it answers: each pass is another network. Gal &amp; Ghahramani, ICML 2016.</summary>
    public static Contender Dropout(string name, string key, Layer network, int draws) =>
        new(name, key, [network], LikelihoodLoss, (images, noise) => Predictive.Of(network, images, draws, noise));

    /// <summary>A network of which some layers or all are Bayesian, trained by the ELBO.</summary>
    public static Contender Bayesian(string name, string key, Layer network, int trainingSize, int draws)
    {
        var elbo = new Elbo(trainingSize);
        return new(name, key, [network], (net, batch, noise) => -elbo.Of(net, batch.Images, batch.Labels, noise), (images, noise) => Predictive.Of(network, images, draws, noise));
    }

    private static Tensor LikelihoodLoss(Layer network, Batch batch, RandomStream noise) => Engine.Models.Loss.CrossEntropy(network.Forward(batch.Images, noise), batch.Labels);
}
