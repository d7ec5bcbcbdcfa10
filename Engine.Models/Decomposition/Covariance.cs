using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>Mean and covariance (divisor N) of rows of data, in double precision whatever they are stored in.</summary>
/// <param name="Mean">[features].</param>
/// <param name="Matrix">[features, features].</param>
internal readonly record struct Covariance(double[] Mean, Rows Matrix)
{
    /// <summary>Rows that are read from the device at a time, and of those, rows that stay in the cache while all entries are updated.</summary>
    private const int Slab = 4096, Block = 64;

    public static Covariance Of(Tensor data)
    {
        var (count, features) = (data.Shape[0], data.Shape[1]);
        var mean = MeanOf(data);
        var sums = new Rows(features, features);
        foreach (var slab in Slabs(data))
        {
            Center(slab, mean);
            for (var first = 0; first < slab.Count; first += Block) Add(sums, slab, first, Math.Min(first + Block, slab.Count));
        }
        for (var i = 0; i < features; i++)
            for (var j = i; j < features; j++) sums[j][i] = sums[i][j] /= count;
        return new(mean, sums);
    }

    public static double[] MeanOf(Tensor data)
    {
        var mean = new double[data.Shape[1]];
        foreach (var slab in Slabs(data))
            for (var i = 0; i < slab.Count; i++) TensorPrimitives.Add(mean, slab[i], mean);
        TensorPrimitives.Divide(mean, data.Shape[0], mean);
        return mean;
    }

    public static void Center(Rows rows, double[] mean)
    {
        for (var i = 0; i < rows.Count; i++) TensorPrimitives.Subtract(rows[i], mean, rows[i]);
    }

    /// <summary>The data in double, some rows at a time.</summary>
    private static IEnumerable<Rows> Slabs(Tensor data)
    {
        for (var first = 0; first < data.Shape[0]; first += Slab)
        {
            using var scope = new Scope();
            yield return Rows.Of(data.Slice(0, first, Math.Min(Slab, data.Shape[0] - first)));
        }
    }

    /// <summary>The upper triangle of Σ x·xᵀ over a few rows: one entry's row stays in the first cache while the data pass by.</summary>
    private static void Add(Rows sums, Rows data, int first, int end) => Parallel.For(0, sums.Count, i =>
    {
        var sum = sums[i][i..];
        for (var row = first; row < end; row++)
        {
            var x = data[row];
            if (x[i] != 0) TensorPrimitives.MultiplyAdd(x[i..], x[i], sum, sum);
        }
    });
}
