namespace Engine.Models;

/// <summary>
/// The variances of data along their principal directions: all that the loss of a linear VAE depends on, and so all of its optimum,
/// its saddles and its rate–distortion curve in closed form.
/// </summary>
/// <remarks>The loss is E|x − x̃|²/2σ² + β·KL(q(z|x) ‖ N(0, I)), z drawn from q. Its formulas are told at <see cref="LinearVaePoint"/>.</remarks>
public sealed class LinearVaeSpectrum
{
    private const int MostToEnumerate = 20;

    /// <param name="variances">λ of the first directions, falling.</param>
    /// <param name="rest">The sum of the variances of all other directions.</param>
    /// <param name="features">D, numbers of an example.</param>
    /// <exception cref="ArgumentException">The variances do not fall, or are more than there are features; or a number is negative.</exception>
    public LinearVaeSpectrum(IEnumerable<double> variances, double rest, int features)
    {
        Variances = [.. variances];
        if (Variances.Count == 0 || Variances.Count > features) throw new ArgumentException($"There are {Variances.Count} variances; expected 1 to {features}, the number of features.", nameof(variances));
        for (var i = 0; i < Variances.Count; i++)
            if (!(Variances[i] >= 0 && (i == 0 || Variances[i] <= Variances[i - 1])))
                throw new ArgumentException($"Variance {i} is {Variances[i]}; expected numbers ≥ 0 in falling order.", nameof(variances));
        (Rest, Features) = (Require.NotNegative(rest, nameof(rest)), features);
    }

    /// <summary>λ of the first directions, falling.</summary>
    public IReadOnlyList<double> Variances { get; }

    /// <summary>The sum of the variances of all other directions.</summary>
    public double Rest { get; }

    /// <summary>D, numbers of an example.</summary>
    public int Features { get; }

    /// <summary>The spectrum of data whose principal components are known; as many dimensions of z as there are of these can be asked for.</summary>
    public static LinearVaeSpectrum Of(Pca pca) => new(pca.ExplainedVariance.ToDoubles(), pca.ResidualVariance, pca.Mean.Elements);

    /// <summary>The least loss: z looks along the directions of most variance, as far as that is above βσ².</summary>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="noiseVariance">σ², fixed.</param>
    /// <param name="beta">β.</param>
    /// <exception cref="ArgumentOutOfRangeException">σ² or β is not positive, or there are not so many variances as dimensions.</exception>
    public LinearVaePoint Optimum(int latent, double noiseVariance, double beta = 1)
    {
        CheckSettings(latent, noiseVariance, beta);
        var active = Variances.Take(latent).Count(variance => variance > beta * noiseVariance);
        return new(this, latent, [.. Enumerable.Range(0, active)], noiseVariance, beta);
    }

    /// <summary>The least −ELBO over σ² too. With β = 1 this is probabilistic PCA: σ² is the mean of the variances that z does not look along.</summary>
    /// <param name="latent">Dimensions of z, below the number of features.</param>
    /// <param name="beta">β.</param>
    /// <exception cref="ArgumentOutOfRangeException">β is not positive, or there are not so many variances as dimensions.</exception>
    /// <exception cref="ArgumentException">The data lie in the plane of so many directions: the bound has no maximum.</exception>
    public LinearVaePoint OptimumWithNoise(int latent, double beta = 1)
    {
        CheckSettings(latent, 1, beta);
        var total = Variances.Sum() + Rest;
        // d(−ELBO)/d ln σ² = ½[D − Σᵢ min(β, λᵢ/σ²) − Σ of the others λ/σ²] grows with σ²: its one root is where the count of active dimensions agrees.
        for (var (active, left) = (0, total); active <= latent; left -= Variances[active++])
        {
            var noise = left / (Features - beta * active);
            if (Features <= beta * active || left <= 1e-12 * total) break;
            if (active == latent || Variances[active] <= beta * noise) return Optimum(latent, noise, beta);
        }
        throw new ArgumentException($"The data lie in the plane of {latent} directions: nothing is left for the noise, whose best variance is 0. Take fewer dimensions of z, or fix the variance.", nameof(latent));
    }

    /// <summary>A point where the loss is stationary: z looks along given directions instead of the best.</summary>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="directions">Different principal directions, by index, of variances above βσ²; at most as many as z has dimensions.</param>
    /// <param name="noiseVariance">σ², fixed.</param>
    /// <param name="beta">β.</param>
    /// <exception cref="ArgumentException">The directions are not such.</exception>
    public LinearVaePoint StationaryPoint(int latent, IEnumerable<int> directions, double noiseVariance, double beta = 1)
    {
        CheckSettings(latent, noiseVariance, beta);
        int[] chosen = [.. directions.Order()];
        if (chosen.Length > latent || chosen.Distinct().Count() < chosen.Length)
            throw new ArgumentException($"The directions are {string.Join(", ", chosen)}; expected different ones, at most {latent}.", nameof(directions));
        foreach (var i in chosen)
        {
            if (i < 0 || i >= Variances.Count) throw new ArgumentException($"There is no direction {i}; expected 0 to {Variances.Count - 1}.", nameof(directions));
            if (Variances[i] <= beta * noiseVariance) throw new ArgumentException($"Direction {i} has variance {Variances[i]}, not above β·σ² = {beta * noiseVariance}: no stationary point looks along it.", nameof(directions));
        }
        return new(this, latent, chosen, noiseVariance, beta);
    }

    /// <summary>Every point where the loss is stationary, but for turns and signs of z: one for each set of directions. One is the optimum, all others are saddles.</summary>
    /// <inheritdoc cref="Optimum"/>
    /// <exception cref="ArgumentException">More than 20 directions are above βσ²: there are too many sets.</exception>
    public IEnumerable<LinearVaePoint> StationaryPoints(int latent, double noiseVariance, double beta = 1)
    {
        CheckSettings(latent, noiseVariance, beta);
        var above = Variances.Count(variance => variance > beta * noiseVariance);
        if (above > MostToEnumerate) throw new ArgumentException($"{above} directions have a variance above β·σ² = {beta * noiseVariance}; the sets of more than {MostToEnumerate} are too many to list.", nameof(noiseVariance));
        return Enumerable.Range(0, 1 << above).Where(set => int.PopCount(set) <= latent)
            .Select(set => StationaryPoint(latent, Enumerable.Range(0, above).Where(i => (set >> i & 1) == 1), noiseVariance, beta));
    }

    /// <summary>The optimum at each of several σ²: how rate and distortion are exchanged, and dimensions collapse one by one.</summary>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="noiseVariances">The σ².</param>
    /// <param name="beta">β.</param>
    public IReadOnlyList<LinearVaePoint> RateDistortion(int latent, IEnumerable<double> noiseVariances, double beta = 1) =>
        [.. noiseVariances.Select(noise => Optimum(latent, noise, beta))];

    private void CheckSettings(int latent, double noiseVariance, double beta)
    {
        if (latent < 1 || latent > Variances.Count) throw new ArgumentOutOfRangeException(nameof(latent), latent, $"latent is {latent}; expected 1 to {Variances.Count}, the number of variances.");
        Require.Positive(noiseVariance, nameof(noiseVariance));
        Require.Positive(beta, nameof(beta));
    }
}
