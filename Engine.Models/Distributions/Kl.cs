using System.Collections.Concurrent;

namespace Engine.Models;

/// <summary>
/// The Kullback-Leibler divergence KL(q‖p) = E_q[ln q − ln p]: exact formulas by pair of types, and an estimate for those who
/// ask for it by name.
/// </summary>
public static class Kl
{
    private static readonly ConcurrentDictionary<(Type, Type), Func<Distribution, Distribution, Tensor>> formulas = new();

    static Kl()
    {
        Register<Normal, Normal>(ScaleDivergences.Normals);
        Register<LogNormal, LogNormal>(ScaleDivergences.LogNormals);
        Register<HalfNormal, HalfNormal>(ScaleDivergences.HalfNormals);
        Register<Laplace, Laplace>(ScaleDivergences.Laplaces);
        Register<Cauchy, Cauchy>(ScaleDivergences.Cauchys);
        Register<HalfCauchy, HalfCauchy>(ScaleDivergences.HalfCauchys);
        Register<Exponential, Exponential>(ScaleDivergences.Exponentials);
        Register<Uniform, Uniform>(ScaleDivergences.Uniforms);
        Register<Normal, Laplace>(ScaleDivergences.NormalFromLaplace);
        Register<Uniform, Normal>(ScaleDivergences.FromNormal);
        Register<Laplace, Normal>(ScaleDivergences.FromNormal);
        Register<Exponential, Normal>(ScaleDivergences.FromNormal);
        Register<Gamma, Normal>(ScaleDivergences.FromNormal);
        Register<InverseGamma, Normal>(ScaleDivergences.FromNormal);
        Register<Beta, Normal>(ScaleDivergences.FromNormal);
        Register<LogNormal, Normal>(ScaleDivergences.FromNormal);
        Register<HalfNormal, Normal>(ScaleDivergences.FromNormal);
        Register<StudentT, Normal>(ScaleDivergences.FromNormal);
        Register<Gamma, Gamma>(GammaDivergences.Gammas);
        Register<InverseGamma, InverseGamma>(GammaDivergences.InverseGammas);
        Register<Exponential, Gamma>(GammaDivergences.ExponentialFromGamma);
        Register<Gamma, Exponential>(GammaDivergences.GammaFromExponential);
        Register<Beta, Beta>(GammaDivergences.Betas);
        Register<Dirichlet, Dirichlet>(GammaDivergences.Dirichlets);
        Register<Bernoulli, Bernoulli>(CountDivergences.Bernoullis);
        Register<ContinuousBernoulli, ContinuousBernoulli>(UnitDivergences.ContinuousBernoullis);
        Register<Binomial, Binomial>(CountDivergences.Binomials);
        Register<Categorical, Categorical>(CountDivergences.Categoricals);
        Register<OneHotCategorical, OneHotCategorical>(CountDivergences.OneHots);
        Register<Poisson, Poisson>(CountDivergences.Poissons);
        Register<MultivariateNormal, MultivariateNormal>(VectorDivergences.Normals);
        Register<LowRankNormal, LowRankNormal>(StructuredDivergences.LowRanks);
        Register<MultivariateNormal, LowRankNormal>(StructuredDivergences.FullFromLowRank);
        Register<LowRankNormal, MultivariateNormal>(StructuredDivergences.LowRankFromFull);
        Register<Independent, MultivariateNormal>(StructuredDivergences.IndependentFromFull);
        Register<Independent, LowRankNormal>(StructuredDivergences.IndependentFromLowRank);
        Register<MultivariateNormal, Independent>(StructuredDivergences.FullFromIndependent);
        Register<LowRankNormal, Independent>(StructuredDivergences.LowRankFromIndependent);
        Register<Normal, MultivariateNormal>(StructuredDivergences.NormalFromFull);
        Register<Normal, LowRankNormal>(StructuredDivergences.NormalFromLowRank);
        Register<Independent, Independent>(VectorDivergences.Independents);
        Register<Transformed, Transformed>(VectorDivergences.Transformeds);
    }

    /// <summary>KL(q‖p) by the formula for this pair of types, differentiable by the parameters of both.</summary>
    /// <returns>One number for each element of the batch shape that both broadcast to, in nats; not summed over it.</returns>
    /// <exception cref="NotSupportedException">There is no formula for this pair.</exception>
    public static Tensor Divergence(Distribution q, Distribution p)
    {
        if (formulas.TryGetValue((q.GetType(), p.GetType()), out var formula)) return formula(q, p);
        throw new NotSupportedException($"There is no formula for the divergence of {q.GetType().Name} from {p.GetType().Name}. Add one with Kl.Register, or estimate it with Kl.MonteCarlo(q, p, samples, rng).");
    }

    /// <summary>Whether there is a formula for a pair of types.</summary>
    public static bool HasFormula(Type q, Type p) => formulas.ContainsKey((q, p));

    /// <summary>Adds or replaces the formula for a pair of types.</summary>
    /// <typeparam name="Q">The type of q, exactly.</typeparam>
    /// <typeparam name="P">The type of p, exactly.</typeparam>
    /// <param name="formula">(q, p) ↦ KL(q‖p), one number an element, made of tensor operations.</param>
    public static void Register<Q, P>(Func<Q, P, Tensor> formula) where Q : Distribution where P : Distribution =>
        formulas[(typeof(Q), typeof(P))] = (q, p) => formula((Q)q, (P)p);

    /// <summary>
    /// The mean of ln q(x) − ln p(x) over draws x of q: right on average, with an error that falls as 1/√samples; it may be
    /// negative. The gradient by q's parameters is right only if q is reparameterized.
    /// </summary>
    /// <param name="q">What is drawn from.</param>
    /// <param name="p">What it is compared with.</param>
    /// <param name="samples">Number of draws, at least 1.</param>
    /// <param name="rng">Where they come from.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is below 1.</exception>
    public static Tensor MonteCarlo(Distribution q, Distribution p, int samples, RandomStream rng)
    {
        if (samples < 1) throw new ArgumentOutOfRangeException(nameof(samples), samples, $"samples is {samples}; expected at least 1.");
        // Where p's shape repeats q's, each repetition gets the same draws: the mean is as good, and p's axes stay in place.
        var sampleShape = Shape.Create([samples, .. Enumerable.Repeat(1, Math.Max(0, p.Shape.Rank - q.Shape.Rank))]);
        var x = q.IsReparameterized ? q.Rsample(rng, sampleShape) : q.Sample(rng, sampleShape);
        return (q.LogProb(x) - p.LogProb(x)).Mean(0);
    }
}
