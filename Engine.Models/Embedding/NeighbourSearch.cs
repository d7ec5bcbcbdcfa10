using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>
/// The nearest of many points, by looking at all of them: exact in any number of dimensions, one vector loop a dimension. A tree of balls
/// looks at fewer in few dimensions only.
/// </summary>
/// <param name="points">One a row.</param>
internal sealed class NeighbourSearch(Rows points)
{
    private readonly Rows columns = points.Transpose();

    /// <summary>Number of points.</summary>
    public int Count => points.Count;

    /// <summary>The points nearest to a query, nearest first; of equally near ones those of smaller index.</summary>
    /// <param name="query">A point, not necessarily one of those.</param>
    /// <param name="count">How many, at most as many as there are.</param>
    /// <param name="except">The index of a point to leave out; −1 for none.</param>
    public (int[] Indices, double[] SquaredDistances) Nearest(ReadOnlySpan<double> query, int count, int except = -1)
    {
        var (squares, difference) = (new double[Count], new double[Count]);
        for (var d = 0; d < query.Length; d++)
        {
            TensorPrimitives.Subtract(columns[d], query[d], difference);
            TensorPrimitives.MultiplyAdd<double>(difference, difference, squares, squares);
        }
        if (except >= 0) squares[except] = double.PositiveInfinity;
        var (indices, found, known) = (new int[count], new double[count], 0);
        for (var i = 0; i < squares.Length; i++)
        {
            if (i == except || (known == count && squares[i] >= found[^1])) continue;
            var place = known < count ? known++ : count - 1;
            for (; place > 0 && found[place - 1] > squares[i]; place--) (found[place], indices[place]) = (found[place - 1], indices[place - 1]);
            (found[place], indices[place]) = (squares[i], i);
        }
        return (indices, found);
    }
}
