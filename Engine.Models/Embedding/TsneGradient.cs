namespace Engine.Models;

/// <summary>
/// The gradient of KL(P ‖ Q) by the points of the plane, qᵢⱼ ∝ 1/(1 + |yᵢ − yⱼ|²): 4·(Σⱼ pᵢⱼ·w·(yᵢ − yⱼ) − Σⱼ w²·(yᵢ − yⱼ)/Σ w).
/// Neighbours attract, found in P's few pairs; all repel, by a tree of boxes. van der Maaten, JMLR 15 (2014), eq. 8.
/// </summary>
/// <param name="affinities">P.</param>
/// <param name="theta">How coarse far boxes may be; 0 for the exact gradient.</param>
internal sealed class TsneGradient(Affinities affinities, double theta)
{
    /// <param name="xs">Of the points.</param>
    /// <param name="ys">Of the points.</param>
    /// <param name="exaggeration">What P is multiplied by.</param>
    /// <param name="gradientX">Filled.</param>
    /// <param name="gradientY">Filled.</param>
    public void At(double[] xs, double[] ys, double exaggeration, double[] gradientX, double[] gradientY)
    {
        var (tree, sums) = (new QuadTree(xs, ys), new double[xs.Length]);
        Parallel.For(0, xs.Length, i => (gradientX[i], gradientY[i], sums[i]) = tree.Repulsion(xs[i], ys[i], theta));
        var all = sums.Sum();                           // in one order, whatever the number of threads
        Parallel.For(0, xs.Length, i =>
        {
            var (x, y) = Attraction(xs, ys, i);
            gradientX[i] = 4 * (exaggeration * x - gradientX[i] / all);
            gradientY[i] = 4 * (exaggeration * y - gradientY[i] / all);
        });
    }

    private (double X, double Y) Attraction(double[] xs, double[] ys, int i)
    {
        var (x, y) = (0.0, 0.0);
        for (var pair = affinities.Starts[i]; pair < affinities.Starts[i + 1]; pair++)
        {
            var (dx, dy) = (xs[i] - xs[affinities.Others[pair]], ys[i] - ys[affinities.Others[pair]]);
            var w = affinities.Values[pair] / (1 + dx * dx + dy * dy);
            x += w * dx;
            y += w * dy;
        }
        return (x, y);
    }
}
