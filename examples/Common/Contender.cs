using Engine;
using Engine.Models;

namespace Examples;

/// <summary>One way of saying how sure an answer is: the networks to train, by which objective, and how they answer together.</summary>
/// <param name="Name">For tables and pictures.</param>
/// <param name="Key">For files and the result line.</param>
/// <param name="Model">Holds all the weights.</param>
/// <param name="Networks">What is trained, one after the other; none if it was trained as a part of another contender.</param>
/// <param name="Objective">Of each network.</param>
/// <param name="Answer">The class probabilities of a batch of images, and their uncertainty.</param>
public sealed record Contender(string Name, string Key, Module Model, IReadOnlyList<Layer> Networks, IObjective Objective, Func<Tensor, RandomStream, Predictive> Answer)
{
    /// <summary>Networks that are trained apart and have equal say.</summary>
    public static Contender Ensemble(string name, string key, DeepEnsemble ensemble, int trainingSize) =>
        new(name, key, ensemble, [.. Enumerable.Range(0, ensemble.Count).Select(i => ensemble[i])], new MaximumLikelihood(trainingSize), (images, _) => Predictive.Of(ensemble, images));

    /// <summary>One network of an ensemble, asked alone.</summary>
    public Contender Member(string name, string key, int index) => this with
    {
        Name = name,
        Key = key,
        Model = Networks[index],
        Networks = [],
        Answer = (images, noise) => Predictive.Of(Networks[index], images, 1, noise),
    };

    /// <summary>A network with dropout, which stays on when it answers: each draw is another network. Gal &amp; Ghahramani, ICML 2016.</summary>
    public static Contender Dropout(string name, string key, Layer network, int trainingSize, int draws) =>
        new(name, key, network, [network], new MaximumLikelihood(trainingSize), (images, noise) => Predictive.Of(network, images, draws, noise));

    /// <summary>A network of which some layers or all are Bayesian.</summary>
    public static Contender Bayesian(string name, string key, Layer network, int trainingSize, int draws) =>
        new(name, key, network, [network], new Elbo(trainingSize), (images, noise) => Predictive.Of(network, images, draws, noise));
}
