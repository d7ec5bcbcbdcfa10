namespace Engine.Models;

/// <summary>Lower triangular matrices from the numbers in them.</summary>
internal static class LowerTriangle
{
    /// <summary>L with given numbers on and below its diagonal and zeros above: each element picks its number out of these.</summary>
    /// <param name="below">What is below the diagonal, row by row, [..., n(n − 1)/2]; one that nothing reads for n = 1.</param>
    /// <param name="diagonal">[..., n].</param>
    /// <returns>[..., n, n].</returns>
    public static Tensor Of(Tensor below, Tensor diagonal)
    {
        var (n, first, batch) = (diagonal.Shape[-1], below.Shape[-1], diagonal.Shape.AsSpan()[..^1].ToArray());
        var (row, column) = (Tensor.Arange(n, diagonal.Device).Unsqueeze(1), Tensor.Arange(n, diagonal.Device));
        var onOrAbove = Elementwise.Where(row.Equal(column), row + first, row.Like(first + n));
        var place = Elementwise.Where(row.Greater(column), row * (row - 1) * 0.5 + column, onOrAbove);
        var numbers = TensorJoins.Concat([below, diagonal, Tensor.Zeros([.. batch, 1], diagonal.Device)], axis: -1);
        return numbers.Gather(place.Reshape([n * n]), axis: -1).Reshape([.. batch, n, n]);
    }
}
