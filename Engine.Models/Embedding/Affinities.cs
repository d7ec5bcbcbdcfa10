namespace Engine.Models;

/// <summary>
/// How near points are to each other, as probabilities of pairs: pᵢⱼ = (p(j given i) + p(i given j))/2n with p(j given i) ∝ exp(−βᵢ·|xᵢ − xⱼ|²),
/// βᵢ such that each point has the same effective number of neighbours. Kept as rows of those that are not 0.
/// van der Maaten &amp; Hinton, JMLR 9 (2008), eq. 1; van der Maaten, JMLR 15 (2014), eq. 6 (nearest neighbours only).
/// </summary>
/// <param name="Starts">Where the pairs of point i begin; one number more than there are points.</param>
/// <param name="Others">j of each pair, rising for each i.</param>
/// <param name="Values">pᵢⱼ of each pair; all together are 1.</param>
internal sealed record Affinities(int[] Starts, int[] Others, double[] Values)
{
    private const int BisectionSteps = 100;

    /// <param name="points">One a row.</param>
    /// <param name="perplexity">e to the entropy of p(· given i).</param>
    public static Affinities Of(Rows points, double perplexity)
    {
        var search = new NeighbourSearch(points);
        var near = new (int[] Others, double[] Values)[points.Count];
        Parallel.For(0, points.Count, i =>
        {
            var (others, squares) = search.Nearest(points[i], (int)Math.Ceiling(3 * perplexity), except: i);
            near[i] = (others, Conditional(squares, perplexity));
        });
        return Symmetric(near);
    }

    /// <summary>p(j given i) of i's neighbours, for the perplexity that is asked for.</summary>
    /// <param name="squares">Their squared distances, rising.</param>
    /// <param name="perplexity">Of the result; below the number of neighbours.</param>
    public static double[] Conditional(double[] squares, double perplexity)
    {
        var spread = squares.Average() - squares[0];
        var (low, high, beta) = (0.0, double.PositiveInfinity, spread > 1e-300 ? 1 / spread : 1);
        var values = new double[squares.Length];
        for (var step = 0; step < BisectionSteps; step++)
        {
            var entropy = Fill(values, squares, beta);
            if (Math.Abs(entropy - Math.Log(perplexity)) < 1e-10) break;
            if (entropy > Math.Log(perplexity)) low = beta;
            else high = beta;
            beta = double.IsInfinity(high) ? 2 * beta : (low + high) / 2;
        }
        return values;
    }

    /// <summary>exp(−β·square), normalised.</summary>
    /// <returns>Their entropy in nats.</returns>
    private static double Fill(double[] values, double[] squares, double beta)
    {
        var (sum, weighted) = (0.0, 0.0);
        for (var j = 0; j < values.Length; j++)
        {
            var excess = squares[j] - squares[0];           // so that the nearest has 1, however far all are
            values[j] = Math.Exp(-beta * excess);
            sum += values[j];
            weighted += values[j] * excess;
        }
        for (var j = 0; j < values.Length; j++) values[j] /= sum;
        return Math.Log(sum) + beta * weighted / sum;
    }

    private static Affinities Symmetric((int[] Others, double[] Values)[] near)
    {
        var rows = new SortedDictionary<int, double>[near.Length];
        for (var i = 0; i < near.Length; i++) rows[i] = [];
        for (var i = 0; i < near.Length; i++)
            foreach (var (j, p) in near[i].Others.Zip(near[i].Values))
            {
                rows[i][j] = rows[i].GetValueOrDefault(j) + p / (2 * near.Length);
                rows[j][i] = rows[j].GetValueOrDefault(i) + p / (2 * near.Length);
            }
        var starts = new int[near.Length + 1];
        for (var i = 0; i < near.Length; i++) starts[i + 1] = starts[i] + rows[i].Count;
        return new(starts, [.. rows.SelectMany(row => row.Keys)], [.. rows.SelectMany(row => row.Values)]);
    }
}
