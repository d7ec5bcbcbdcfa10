namespace Engine.Models;

/// <summary>
/// A linear VAE where its loss is stationary: z looks along some principal directions of the data, x̃ = μ + W·z + noise with
/// wᵢ = √(λᵢ − βσ²)·uᵢ and q(z|x) = N(√(λᵢ − βσ²)/λᵢ·uᵢᵀ(x − μ), βσ²/λᵢ), and takes no notice of the others.
/// Lucas, Tucker, Grosse &amp; Norouzi, <i>Don't Blame the ELBO!</i>, NeurIPS 2019; Duraisamy, arXiv:2101.11428.
/// </summary>
/// <remarks>
/// Each direction that is looked along costs the rate ½ ln(λ/βσ²) and leaves the distortion βσ²: with the best directions this is Shannon's
/// rate–distortion function of normal data, "reverse water-filling" to the level βσ². Cover &amp; Thomas, <i>Elements of Information Theory</i>, §10.3.3.
/// </remarks>
public sealed class LinearVaePoint
{
    private readonly LinearVaeSpectrum spectrum;

    internal LinearVaePoint(LinearVaeSpectrum spectrum, int latent, int[] directions, double noiseVariance, double beta)
    {
        (this.spectrum, Latent, Directions, NoiseVariance, Beta) = (spectrum, latent, directions, noiseVariance, beta);
        Rates = [.. spectrum.Variances.Select((variance, i) => directions.Contains(i) ? 0.5 * Math.Log(variance / Level) : 0)];
        Distortions = [.. spectrum.Variances.Select((variance, i) => directions.Contains(i) ? Level : variance)];
    }

    /// <summary>Dimensions of z.</summary>
    public int Latent { get; }

    /// <summary>The principal directions that z looks along, by falling variance: one for each active dimension. The other dimensions of z have collapsed to the prior.</summary>
    public IReadOnlyList<int> Directions { get; }

    /// <summary>Dimensions of z that carry something.</summary>
    public int Active => Directions.Count;

    /// <summary>σ² of p(x|z).</summary>
    public double NoiseVariance { get; }

    /// <summary>β: what a nat of KL costs.</summary>
    public double Beta { get; }

    /// <summary>βσ²: a direction of less variance is not worth its price.</summary>
    public double Level => Beta * NoiseVariance;

    /// <summary>The mean KL(q(z|x) ‖ p(z)) for each principal direction, in nats; 0 where z does not look.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <summary>The mean squared error along each principal direction, for z drawn from q; those without a variance of their own are only in <see cref="Distortion"/>.</summary>
    public IReadOnlyList<double> Distortions { get; }

    /// <summary>The mean KL(q(z|x) ‖ p(z)), in nats.</summary>
    public double Rate => Rates.Sum();

    /// <summary>The mean squared error |x − x̃|², z drawn from q.</summary>
    public double Distortion => Distortions.Sum() + spectrum.Rest;

    /// <summary>
    /// I(x; z) between normal data of these variances and z ~ q(z|x), in nats. It is the whole <see cref="Rate"/>: the aggregated posterior
    /// is the prior exactly, so nothing is paid for a mismatch. Away from stationary points see <see cref="LinearVaeInformation"/>.
    /// </summary>
    public double MutualInformation => Rate;

    /// <summary>E|x − x̃|²/2σ² + β·KL, in nats: −ELBO without the normal's constant.</summary>
    public double Loss => Distortion / (2 * NoiseVariance) + Beta * Rate;

    /// <summary>−ELBO in nats: <see cref="Loss"/> + ½D·ln 2πσ². With β = 1 at the optimum it is −ln p(x), averaged over the data.</summary>
    public double NegativeElbo => Loss + 0.5 * spectrum.Features * Math.Log(2 * Math.PI * NoiseVariance);

    /// <summary>Whether no other point has a smaller loss. If not, the point is a saddle: there are no other minima (Lucas et al., §4).</summary>
    public bool IsOptimum
    {
        get
        {
            var unseen = spectrum.Variances.Where((_, i) => !Directions.Contains(i)).Append(0).Max();
            return unseen <= (Active == Latent ? spectrum.Variances[Directions[^1]] : Level);
        }
    }
}
