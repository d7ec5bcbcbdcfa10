using System.Globalization;

namespace Engine.Models;

/// <summary>What one layer of latent variables is used for, as means over observations.</summary>
/// <param name="Rate">E KL(q(z|x) ‖ p(z)), nats for each observation.</param>
/// <param name="Divergences">The same of each dimension; null where the dimensions have one divergence together.</param>
/// <param name="MeanVariances">Var_x E[zᵢ|x] of each dimension: how far its mean moves from one observation to another.</param>
public sealed record LatentLayerReport(double Rate, IReadOnlyList<double>? Divergences, IReadOnlyList<double> MeanVariances)
{
    /// <summary>A dimension is active if its mean has a larger variance. Burda, Grosse &amp; Salakhutdinov, arXiv:1509.00519, sec. 5.</summary>
    public const double ActiveVariance = 0.01;

    /// <summary>A dimension tells something about x if its divergence is larger, in nats.</summary>
    public const double ActiveDivergence = 0.01;

    private const int Shown = 20;

    /// <summary>Dimensions of z in this layer.</summary>
    public int Dimensions => MeanVariances.Count;

    /// <summary>Dimensions whose mean moves with x.</summary>
    public int ActiveUnits => MeanVariances.Count(variance => variance > ActiveVariance);

    /// <summary>Dimensions whose divergence is not about 0; null where it is not known for each.</summary>
    public int? ActiveByDivergence => Divergences?.Count(divergence => divergence > ActiveDivergence);

    /// <summary>Whether nothing that is drawn here says anything about x.</summary>
    public bool HasCollapsed => ActiveUnits == 0 || Rate < LatentReport.NoRate;

    internal IEnumerable<string> Lines(string name)
    {
        var byDivergence = ActiveByDivergence is { } active ? $", {active} by KL > {Number(ActiveDivergence)} nats" : "";
        yield return $"{name}: {ActiveUnits} of {Dimensions} dimensions are active by Var E[z|x] > {Number(ActiveVariance)}{byDivergence}; rate {Rate.ToString("0.00", CultureInfo.InvariantCulture)} nats.";
        if (Divergences is null) yield break;
        var largest = Divergences.OrderDescending().Take(Shown).Select(divergence => divergence.ToString("0.00", CultureInfo.InvariantCulture));
        yield return $"{name}: KL by dimension, largest first: {string.Join(' ', largest)}{(Dimensions > Shown ? " …" : "")}";
    }

    internal IEnumerable<string> Warnings(string name)
    {
        if (HasCollapsed)
            yield return $"posterior collapse of {name}: {ActiveUnits} of {Dimensions} dimensions are active and the rate is {Rate.ToString("0.####", CultureInfo.InvariantCulture)} nats, so the decoder learns without z. "
                + "Raise β from 0 in a warm-up (LatentElbo.Beta), give free bits, take a smaller β, or make the decoder's noise smaller.";
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
