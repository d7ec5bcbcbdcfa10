using System.Collections.Concurrent;
using Engine.Operations;

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
        Register<Normal, Normal>(Normals);
        Register<Bernoulli, Bernoulli>(Bernoullis);
        Register<Categorical, Categorical>(Categoricals);
    }

    /// <summary>KL(q‖p) by the formula for this pair of types, differentiable by the parameters of both.</summary>
    /// <returns>One number an element of the shape that both broadcast to, in nats; not summed.</returns>
    /// <exception cref="NotSupportedException">There is no formula for this pair.</exception>
    public static Tensor Divergence(Distribution q, Distribution p)
    {
        if (formulas.TryGetValue((q.GetType(), p.GetType()), out var formula)) return formula(q, p);
        throw new NotSupportedException($"There is no formula for the divergence of {q.GetType().Name} from {p.GetType().Name}. Add one with Kl.Register, or estimate it with Kl.MonteCarlo(q, p, samples, rng).");
    }

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

    /// <summary>½(t − 1 − ln t + (μ_q − μ_p)²/σ_p²) with t = (σ_q/σ_p)²; t − 1 − ln t is the term of a class with q = 1 and p = t.</summary>
    private static Tensor Normals(Normal q, Normal p)
    {
        var logRatio = (q.Scale / p.Scale).Log() * 2;
        return 0.5 * (logRatio.Like(0).Zip<RelativeEntropyTerm>(logRatio) + p.Standardize(q.Mean).Square());
    }

    private static Tensor Bernoullis(Bernoulli q, Bernoulli p) =>
        q.LogOne.Zip<RelativeEntropyTerm>(p.LogOne) + q.LogZero.Zip<RelativeEntropyTerm>(p.LogZero);

    private static Tensor Categoricals(Categorical q, Categorical p)
    {
        if (q.Classes != p.Classes) throw new ArgumentException($"The divergence of a categorical with {q.Classes} classes from one with {p.Classes} is not defined.", nameof(p));
        return q.LogProbabilities.Zip<RelativeEntropyTerm>(p.LogProbabilities).Sum(-1);
    }
}
