using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>Every case, in the order in which they are reported.</summary>
public static class CaseTable
{
    /// <summary>All cases.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new("vae-784-400-20-b128", device => new VaeStep(device, batch: 128).Run) { Work = VaeStep.Work(batch: 128) },
        new("vae-784-400-20-b1024", device => new VaeStep(device, batch: 1024).Run) { Work = VaeStep.Work(batch: 1024) },
        new("iwae-k50-b20", device => new IwaeStep(device, batch: 20, samples: 50).Run) { Work = IwaeStep.Work(batch: 20, samples: 50) },
        new("ae-784-1000-500-250-2-b128", device => new AutoencoderStep(device, batch: 128).Run) { Work = AutoencoderStep.Work(batch: 128) },
        Likelihood("mlp-784-400-400-10-b128", width: 400),
        Likelihood("mlp-784-1200-1200-10-b128", width: 1200),
        Bayesian("bnn-784-400-400-10-b128", hidden: 400, WeightEstimator.WeightSampling),
        Bayesian("bnn-784-1200-1200-10-b128", hidden: 1200, WeightEstimator.WeightSampling),
        Bayesian("bnn-lrt-784-400-400-10-b128", hidden: 400, WeightEstimator.LocalReparameterization),
        .. PredictionCases.All,
        .. ProductCases.All,
        .. ElementwiseCases.All,
        .. SoftmaxCases.All,
        .. ReductionCases.All,
    ];

    /// <summary>The cases whose names start with one of the given words, in the table's order; all of them for no words.</summary>
    /// <exception cref="ArgumentException">No name starts with one of the words.</exception>
    public static IReadOnlyList<BenchCase> Select(IReadOnlyList<string> words)
    {
        foreach (var word in words)
            if (!All.Any(entry => Fits(entry, word)))
                throw new ArgumentException($"There is no case '{word}'; expected names, or beginnings of names, from: {string.Join(", ", All)}.");
        return words.Count == 0 ? All : [.. All.Where(entry => words.Any(word => Fits(entry, word)))];
    }

    private static BenchCase Bayesian(string name, int hidden, WeightEstimator estimator) =>
        new(name, device => new BayesianStep(device, hidden, batch: 128, estimator).Run) { Work = BayesianStep.Work(hidden, batch: 128, estimator) };

    /// <summary>The step that a Bayesian one of the same network is measured against.</summary>
    private static BenchCase Likelihood(string name, int width) => new(name, device => new MlpStep(device, batch: 128, width).Run) { Work = MlpStep.Work(batch: 128, width) };

    private static bool Fits(BenchCase entry, string word) => entry.Name.StartsWith(word, StringComparison.Ordinal);
}
