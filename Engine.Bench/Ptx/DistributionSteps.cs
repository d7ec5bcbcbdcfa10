using Engine.Models;

namespace Engine.Bench.Ptx;

/// <summary>What the ops of distributions are used by: draws, densities, entropies, distribution functions and divergences, with gradients.</summary>
internal static class DistributionSteps
{
    private const int Elements = 1 << 12;

    /// <summary>Families whose kernels differ, each of one positive parameter tensor; not validated, for a recorder's numbers mean nothing.</summary>
    private static readonly Func<Tensor, Distribution>[] families =
    [
        p => new Normal(p, p, validate: false),
        p => new HalfNormal(p, validate: false),
        p => new Laplace(p, p, validate: false),
        p => new Cauchy(p, p, validate: false),
        p => new StudentT(p, p, p, validate: false),
        p => new Gamma(p, p, validate: false),
        p => new Beta(p, p, validate: false),
        p => new Poisson(p, validate: false),
        p => new RelaxedBernoulli(p, p, validate: false),
        p => new ScaleMixture(p, p, p, validate: false),
        p => Bernoulli.FromLogits(p, validate: false),
    ];

    /// <summary>A gradient of everything that each family has, then quantiles and a divergence of unequal families.</summary>
    public static void Run(Device device)
    {
        foreach (var family in families) Step(family, device);
        using var scope = new Scope();
        var p = Tensor.Full([Elements], 0.5, device);
        var normal = new Normal(p, p, validate: false);
        normal.LogCdf(p);
        normal.Quantile(p);
        Kl.Divergence(normal, new Laplace(p, p, validate: false));
    }

    private static void Step(Func<Tensor, Distribution> family, Device device)
    {
        var p = Tensor.Full([Elements], 0.5, device);
        using var tape = Tape.Record([p]);
        var d = family(p);
        var x = d.IsReparameterized ? d.Rsample(new RandomStream(7)) : d.Sample(new RandomStream(7));
        var total = d.LogProb(x).Sum();
        foreach (var part in new[] { d.Entropy, () => d.Cdf(x), () => Kl.Divergence(d, family(p * 2)) })
            if (Known(part) is { } numbers) total += numbers.Sum();
        tape.Gradient(total);
    }

    /// <summary>Null where a family has no formula.</summary>
    private static Tensor? Known(Func<Tensor> part)
    {
        try { return part(); }
        catch (NotSupportedException) { return null; }
    }
}
