using System.Numerics.Tensors;

namespace Engine.Devices.Cpu;

/// <summary>L from A = L·Lᵀ, a matrix an item: row by row, so that every sum is a dot product of two rows; in double, rounded at the end.</summary>
/// <param name="a">Symmetric matrices; the mean of both triangles is taken.</param>
/// <param name="l">Lower triangles, with zeros above.</param>
/// <param name="n">Rows of a matrix.</param>
internal readonly unsafe struct CholeskyLoop(float* a, float* l, int n) : IRangeWork
{
    /// <inheritdoc/>
    public void Run(int first, int count)
    {
        double* rows = Scratch.Mine.Reserve((long)n * n);
        for (var matrix = first; matrix < first + count; matrix++)
        {
            var at = (nint)matrix * n * n;
            for (var i = 0; i < n; i++) Row(a + at, rows, i);
            for (var i = 0; i < n; i++) Write(rows, l + at, i);
        }
    }

    private void Row(float* matrix, double* rows, int i)
    {
        var row = rows + (nint)i * n;
        for (var j = 0; j <= i; j++)
        {
            var other = rows + (nint)j * n;
            var rest = ((double)matrix[(nint)i * n + j] + matrix[(nint)j * n + i]) / 2
                - TensorPrimitives.Dot(new ReadOnlySpan<double>(row, j), new ReadOnlySpan<double>(other, j));
            row[j] = i > j ? rest / other[j] : rest > 0 ? Math.Sqrt(rest) : double.NaN;
        }
    }

    private void Write(double* rows, float* to, int i)
    {
        var row = new Span<float>(to + (nint)i * n, n);
        TensorPrimitives.ConvertTruncating(new ReadOnlySpan<double>(rows + (nint)i * n, i + 1), row);
        row[(i + 1)..].Clear();
    }
}
