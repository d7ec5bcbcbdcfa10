using Engine.Models;

namespace Engine.Tests.Models.Embedding;

/// <summary>Embeddings in the plane: perplexities, gradients against the sums over all pairs and against differences, clusters that stay.</summary>
public sealed class TsneTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>Three clusters in five dimensions, far apart.</summary>
    private static (Tensor Points, Tensor Labels) Clusters(int each)
    {
        var centres = Tensor.Randn([3, 5], 1, exact) * 10;
        var labels = Tensor.From([.. Enumerable.Range(0, 3 * each).Select(i => (double)(i % 3))], [3 * each], exact);
        return (centres.Gather(labels) + Tensor.Randn([3 * each, 5], 2, exact), labels);
    }

    /// <summary>Σ p·ln(p/q) and its gradient by all pairs, as the paper of 2008 has it.</summary>
    private static (double Divergence, double[] X, double[] Y) Exact(Affinities p, double[] xs, double[] ys)
    {
        var (n, all) = (xs.Length, 0.0);
        double Weight(int i, int j) => 1 / (1 + (xs[i] - xs[j]) * (xs[i] - xs[j]) + (ys[i] - ys[j]) * (ys[i] - ys[j]));
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j) all += Weight(i, j);
        var (divergence, gx, gy) = (0.0, new double[n], new double[n]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
            {
                if (i == j) continue;
                var (pair, w) = (Pair(p, i, j), Weight(i, j));
                if (pair > 0) divergence += pair * Math.Log(pair / (w / all));
                gx[i] += 4 * (pair - w / all) * w * (xs[i] - xs[j]);
                gy[i] += 4 * (pair - w / all) * w * (ys[i] - ys[j]);
            }
        return (divergence, gx, gy);
    }

    private static double Pair(Affinities p, int i, int j)
    {
        var at = Array.IndexOf(p.Others, j, p.Starts[i], p.Starts[i + 1] - p.Starts[i]);
        return at < 0 ? 0 : p.Values[at];
    }

    private static (Affinities P, double[] Xs, double[] Ys) Problem(int each = 20)
    {
        var places = Tensor.Randn([2, 3 * each], 5, exact) * 3;
        return (Affinities.Of(Rows.Of(Clusters(each).Points), 7), places.Slice(0, 0, 1).ToDoubles(), places.Slice(0, 1, 1).ToDoubles());
    }

    private static (double[] X, double[] Y) Gradient(Affinities p, double[] xs, double[] ys, double theta, double exaggeration = 1)
    {
        var (x, y) = (new double[xs.Length], new double[xs.Length]);
        new TsneGradient(p, theta).At(xs, ys, exaggeration, x, y);
        return (x, y);
    }

    [Fact]
    public void Affinities_have_the_perplexity_and_are_a_symmetric_distribution()
    {
        var points = Rows.Of(Clusters(20).Points);
        var search = new NeighbourSearch(points);
        for (var i = 0; i < points.Count; i++)
        {
            var (others, squares) = search.Nearest(points[i], 21, except: i);
            var p = Affinities.Conditional(squares, 7);
            Assert.DoesNotContain(i, others);
            Assert.Equal(1, p.Sum(), 1e-12);
            Assert.Equal(Math.Log(7), -p.Sum(value => value == 0 ? 0 : value * Math.Log(value)), 1e-9);
            Assert.Equal(p.OrderDescending(), p);
        }
        var pairs = Affinities.Of(points, 7);
        Assert.Equal(1, pairs.Values.Sum(), 1e-12);
        for (var i = 0; i < points.Count; i++)
            for (var j = 0; j < points.Count; j++) Assert.Equal(Pair(pairs, i, j), Pair(pairs, j, i));
    }

    /// <summary>All neighbours equally near, or in one place: then all are alike, and nothing is NaN.</summary>
    [Theory, InlineData(4.0), InlineData(0.0), InlineData(1e300)]
    public void Neighbours_that_are_equally_near_are_equally_probable(double square) =>
        Assert.All(Affinities.Conditional([square, square, square, square], 2), p => Assert.Equal(0.25, p, 1e-15));

    [Fact]
    public void The_exact_gradient_is_that_of_the_divergence()
    {
        var (p, xs, ys) = Problem(each: 8);
        var (_, gx, gy) = Exact(p, xs, ys);
        foreach (var (values, slopes) in new[] { (xs, gx), (ys, gy) })
            for (var i = 0; i < values.Length; i++)
            {
                var was = values[i];
                double At(double value)
                {
                    values[i] = value;
                    return Exact(p, xs, ys).Divergence;
                }
                var difference = (At(was + 1e-5) - At(was - 1e-5)) / 2e-5;
                values[i] = was;
                Assert.Equal(slopes[i], difference, 1e-8);
            }
    }

    [Fact]
    public void The_tree_s_gradient_is_the_exact_one_if_no_box_counts_as_one_and_near_it_otherwise()
    {
        var (p, xs, ys) = Problem(each: 100);
        xs[7] = xs[9];                              // two points in one place, and a third almost
        ys[7] = ys[9];
        (xs[11], ys[11]) = (Math.BitIncrement(xs[9]), ys[9]);
        var (_, gx, gy) = Exact(p, xs, ys);
        var (x, y) = Gradient(p, xs, ys, theta: 0);
        Assert.All(gx.Zip(x).Concat(gy.Zip(y)), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        double Error(double theta)
        {
            (x, y) = Gradient(p, xs, ys, theta);
            return Math.Sqrt(gx.Zip(x).Concat(gy.Zip(y)).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / gx.Concat(gy).Sum(g => g * g));
        }
        Assert.InRange(Error(0.5), 1e-8, 0.04);
        Assert.InRange(Error(0.2), 1e-8, 0.006);
    }

    [Fact]
    public void Exaggeration_makes_neighbours_attract_more()
    {
        var (p, xs, ys) = Problem();
        var ((one, _), (twelve, _)) = (Gradient(p, xs, ys, 0), Gradient(p, xs, ys, 0, exaggeration: 12));
        var times12 = p with { Values = Array.ConvertAll(p.Values, value => 12 * value) };
        Assert.Equal(Exact(times12, xs, ys).X, twelve, (a, b) => Math.Abs(a - b) < 1e-13);
        Assert.NotEqual(one, twelve);
    }

    [Fact]
    public void Clusters_stay_clusters_and_their_neighbours_neighbours()
    {
        var (points, labels) = Clusters(100);
        var tsne = new Tsne { Perplexity = 15, Iterations = 400, ExaggeratedIterations = 150 };
        var places = tsne.Embed(points, new RandomStream(1));
        Assert.Equal([300, 2], places.Shape);
        Assert.Equal(places.ToDoubles(), tsne.Embed(points, new RandomStream(1)).ToDoubles());
        Assert.NotEqual(places.ToDoubles(), tsne.Embed(points, new RandomStream(2)).ToDoubles());
        Assert.Equal(1, NearestNeighbours.Accuracy(places, labels, places, labels));
        // Of 10 neighbours in five dimensions a random place in the cluster would keep one in ten.
        var (before, after) = (new NeighbourSearch(Rows.Of(points)), new NeighbourSearch(Rows.Of(places)));
        var kept = Enumerable.Range(0, 300).Average(i =>
            before.Nearest(Rows.Of(points)[i], 10, i).Indices.Intersect(after.Nearest(Rows.Of(places)[i], 10, i).Indices).Count());
        Assert.InRange(kept, 4, 10);
    }

    [Fact]
    public void It_ends_at_a_lower_divergence_than_the_principal_components_have()
    {
        var (points, _) = Clusters(60);
        var p = Affinities.Of(Rows.Of(points), 10);
        double Divergence(Tensor places) => Exact(p, Rows.Of(places).Transpose()[0].ToArray(), Rows.Of(places).Transpose()[1].ToArray()).Divergence;
        var places = new Tsne { Perplexity = 10, Iterations = 400, ExaggeratedIterations = 150 }.Embed(points, new RandomStream(1));
        Assert.InRange(Divergence(places), 0, 0.6 * Divergence(Pca.Fit(points, 2).Transform(points)));
        Assert.True(places.Mean(0).Abs().Max().Item() < 1e-9);
    }

    [Fact]
    public void One_dimension_is_enough_and_too_few_points_are_not()
    {
        Assert.All(new Tsne { Perplexity = 2, Iterations = 10 }.Embed(Tensor.Randn([9, 1], 1), new(1)).ToDoubles(), value => Assert.True(double.IsFinite(value)));
        static void Names(Func<object> call, params string[] parts)
        {
            var message = Assert.ThrowsAny<ArgumentException>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        var data = Tensor.Randn([31, 4], 1);
        Names(() => new Tsne().Embed(data, new(1)), "31 points", "perplexity 30", "at most 10");
        Names(() => new Tsne().Embed(Tensor.Ones([31]), new(1)), "[31]");
        Names(() => new Tsne { Perplexity = 0 }.Embed(data, new(1)), "Perplexity is 0");
        Names(() => new Tsne { Theta = 1 }.Embed(data, new(1)), "Theta is 1");
        Names(() => new Tsne { Exaggeration = 0.5 }.Embed(data, new(1)), "Exaggeration is 0.5");
        Names(() => new Tsne { Iterations = 0 }.Embed(data, new(1)), "Iterations");
        Names(() => new Tsne { Perplexity = 5 }.Embed(Tensor.Full([31, 4], double.NaN), new(1)), "not finite");
        Names(() => new Tsne { Perplexity = 5 }.Embed(Tensor.Ones([31, 4]), new(1)), "alike");
    }
}
