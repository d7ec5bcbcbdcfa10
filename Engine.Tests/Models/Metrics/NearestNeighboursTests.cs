using Engine.Models;

namespace Engine.Tests.Models.Metrics;

/// <summary>Neighbours and what they vote for, against sorting and counting.</summary>
public sealed class NearestNeighboursTests
{
    private static readonly Device exact = Device.Reference;

    [Fact]
    public void Neighbours_are_those_that_sorting_finds()
    {
        var points = Rows.Of(Tensor.Randn([40, 3], 1, exact));
        var search = new NeighbourSearch(points);
        for (var i = 0; i < points.Count; i++)
        {
            var query = points[i].ToArray();
            double Square(int j) => points[j].ToArray().Zip(query).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second));
            var sorted = Enumerable.Range(0, 40).OrderBy(Square).ToArray();
            var (indices, squares) = search.Nearest(query, 9);
            Assert.Equal(sorted[..9], indices);
            Assert.Equal(sorted[..9].Select(Square), squares, (a, b) => Math.Abs(a - b) < 1e-14);
            Assert.Equal(sorted[1..10], search.Nearest(query, 9, except: i).Indices);
        }
        Assert.Equal([0, 1, 2], new NeighbourSearch(new Rows(4, 1, [5, 5, 5, 5])).Nearest([1.0], 3).Indices);
    }

    /// <summary>On a line: 0, 1, 2 of class 7 and 10, 11 of class 3.</summary>
    [Fact]
    public void The_most_frequent_class_among_them_wins_and_of_equals_the_nearest()
    {
        var (known, labels) = (Tensor.Of([[0], [1], [2], [10], [11]], exact), Tensor.Of([7, 7, 7, 3, 3], exact));
        double Accuracy(double at, double label, int neighbours) => NearestNeighbours.Accuracy(known, labels, Tensor.Of([[at]], exact), Tensor.Of([label], exact), neighbours);
        Assert.Equal(1, Accuracy(9, 3, 1));
        Assert.Equal(1, Accuracy(9, 3, 3));
        Assert.Equal(1, Accuracy(9, 3, 4));         // two and two
        Assert.Equal(1, Accuracy(9, 7, 5));
        Assert.Equal(0, Accuracy(9, 3, 5));
        Assert.Equal(0.5, NearestNeighbours.Accuracy(known, labels, Tensor.Of([[0.5], [10.5]], exact), Tensor.Of([7, 7], exact), 2));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        static void Names(Func<object> call, params string[] parts)
        {
            var message = Assert.ThrowsAny<ArgumentException>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        var (points, labels) = (Tensor.Ones([4, 3]), Tensor.Ones([4]));
        Names(() => NearestNeighbours.Accuracy(points, labels, Tensor.Ones([2, 5]), Tensor.Ones([2])), "[4, 3]", "[2, 5]");
        Names(() => NearestNeighbours.Accuracy(points, Tensor.Ones([3]), points, labels), "[3]", "[4]");
        Names(() => NearestNeighbours.Accuracy(labels, labels, points, labels), "[points, features]");
        Names(() => NearestNeighbours.Accuracy(points, labels, points, labels, 5), "neighbours is 5", "1 to 4");
        Names(() => NearestNeighbours.Accuracy(points, labels, points, labels, 0), "neighbours is 0");
        Names(() => NearestNeighbours.Accuracy(points, Tensor.Full([4], 0.5), points, labels, 2), "knownLabels holds 0.5");
    }
}
