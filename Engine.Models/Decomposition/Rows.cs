using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>A matrix in double precision, row by row: what the decompositions work on.</summary>
/// <param name="Count">Number of rows.</param>
/// <param name="Length">Numbers in a row.</param>
/// <param name="Values">Count·Length numbers.</param>
internal readonly record struct Rows(int Count, int Length, double[] Values)
{
    public Rows(int count, int length) : this(count, length, new double[(long)count * length])
    {
    }

    public Span<double> this[int row] => Values.AsSpan(row * Length, Length);

    /// <summary>A copy of a tensor [rows, columns].</summary>
    public static Rows Of(Tensor matrix) => new(matrix.Shape[0], matrix.Shape[1], matrix.ToDoubles());

    public static Rows Identity(int n)
    {
        var rows = new Rows(n, n);
        for (var i = 0; i < n; i++) rows[i][i] = 1;
        return rows;
    }

    public Rows Copy() => this with { Values = [.. Values] };

    public Rows Take(int count) => new(count, Length, Values[..(count * Length)]);

    public Rows Transpose()
    {
        var result = new Rows(Length, Count);
        for (var i = 0; i < Count; i++)
            for (var j = 0; j < Length; j++) result.Values[j * Count + i] = Values[i * Length + j];
        return result;
    }

    /// <summary>This·other, as sums of other's rows; each row of the result by one thread, in one order.</summary>
    public Rows Times(Rows other)
    {
        var (left, result) = (this, new Rows(Count, other.Length));
        Parallel.For(0, Count, i =>
        {
            Span<double> from = left[i], to = result[i];
            for (var k = 0; k < from.Length; k++)
                if (from[k] != 0) TensorPrimitives.MultiplyAdd(other[k], from[k], to, to);
        });
        return result;
    }

    /// <summary>A tensor of double precision with these numbers.</summary>
    public Tensor ToTensor() => Tensor.From(Values, [Count, Length], Device.Reference);
}
