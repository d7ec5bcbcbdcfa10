namespace Engine.Models;

/// <summary>
/// The log-likelihood of latent-variable models by importance sampling: ln p(x) ≈ ln (1/N)·Σ p(x, zᵢ)/q(zᵢ|x) with N draws of
/// q(z|x). On average below ln p(x), and ever nearer with N. Rezende, Mohamed &amp; Wierstra, arXiv:1401.4082, appendix E;
/// Burda, Grosse &amp; Salakhutdinov, arXiv:1509.00519, section 5, take N = 5,000.
/// </summary>
/// <remarks>
/// The draws are taken a few at a time, and of each few only the logarithm of their sum is kept: the memory does not grow with N.
/// </remarks>
public static class ImportanceSampling
{
    /// <summary>ln p(x) of each observation.</summary>
    /// <param name="model">p(x, z) and q(z|x).</param>
    /// <param name="x">Observations, [batch, features].</param>
    /// <param name="samples">N, at least 1.</param>
    /// <param name="noise">Where the draws come from.</param>
    /// <param name="rows">How many draws, of all observations together, are decoded at a time: bounds the memory.</param>
    /// <returns>[batch], in nats.</returns>
    /// <exception cref="ArgumentException">x is no matrix of one observation at least.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static Tensor LogLikelihood(ILatentVariableModel model, Tensor x, int samples, RandomStream noise, int rows = 2000)
    {
        Require.Positive(samples, nameof(samples));
        Require.Positive(rows, nameof(rows));
        if (x.Rank != 2 || x.Shape[0] == 0) throw new ArgumentException($"x has shape {x.Shape}; expected [batch, features] with at least 1 observation.", nameof(x));
        using var scope = new Scope();
        var each = Math.Clamp(rows / x.Shape[0], 1, samples);
        var total = Enumerable.Repeat(double.NegativeInfinity, x.Shape[0]).ToArray();
        for (var done = 0; done < samples; done += each)
        {
            using var chunk = new Scope();
            var sums = model.Pass(x, noise, [Math.Min(each, samples - done)]).LogWeights.LogSumExp(0).ToDoubles();
            for (var i = 0; i < total.Length; i++) total[i] = LogAddExp(total[i], sums[i]);
        }
        return Tensor.From([.. total.Select(sum => sum - Math.Log(samples))], [x.Shape[0]], x.Device).Keep();
    }

    /// <summary>Minus the log-likelihood in nats, averaged over a whole data set.</summary>
    /// <param name="model">p(x, z) and q(z|x).</param>
    /// <param name="data">Observations.</param>
    /// <param name="samples">N, at least 1.</param>
    /// <param name="noise">Where the draws come from.</param>
    /// <param name="batchSize">Observations at a time.</param>
    /// <param name="device">Where the model is; asked of a <see cref="Module"/> unless given.</param>
    /// <exception cref="ArgumentException">There are no observations.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static double NegativeLogLikelihood(ILatentVariableModel model, Dataset data, int samples, RandomStream noise, int batchSize = 20, Device? device = null)
    {
        if (data.Count == 0) throw new ArgumentException("The data set is empty: it has no average.", nameof(data));
        var total = 0.0;
        foreach (var (images, _) in data.Batches(batchSize, device: device ?? (model as Module)?.Device))
        {
            using var scope = new Scope();
            total -= LogLikelihood(model, images, samples, noise).ToDoubles().Sum();
        }
        return total / data.Count;
    }

    /// <summary>ln(eᵃ + eᵇ), −∞ for two.</summary>
    private static double LogAddExp(double a, double b)
    {
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        return double.IsNegativeInfinity(high) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
