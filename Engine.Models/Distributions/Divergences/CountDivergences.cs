using Engine.Operations;

namespace Engine.Models;

/// <summary>KL(q‖p) of discrete distributions.</summary>
internal static class CountDivergences
{
    public static Tensor Bernoullis(Bernoulli q, Bernoulli p) =>
        q.LogOne.Zip<RelativeEntropyTerm>(p.LogOne) + q.LogZero.Zip<RelativeEntropyTerm>(p.LogZero);

    /// <summary>n times that of a trial.</summary>
    public static Tensor Binomials(Binomial q, Binomial p) => q.Count == p.Count ? Bernoullis(q.Trial, p.Trial) * q.Count
        : throw new ArgumentException($"The divergence of a binomial distribution of {q.Count} trials from one of {p.Count} has no formula.", nameof(p));

    public static Tensor Categoricals(Categorical q, Categorical p)
    {
        if (q.Classes != p.Classes) throw new ArgumentException($"The divergence of a categorical with {q.Classes} classes from one with {p.Classes} is not defined.", nameof(p));
        return q.LogProbabilities.Zip<RelativeEntropyTerm>(p.LogProbabilities).Sum(-1);
    }

    public static Tensor OneHots(OneHotCategorical q, OneHotCategorical p) => Categoricals(q.Labels, p.Labels);

    /// <summary>λ_q·ln(λ_q/λ_p) + λ_p − λ_q.</summary>
    public static Tensor Poissons(Poisson q, Poisson p) => q.Rate.Zip<Deviance>(p.Rate);
}
