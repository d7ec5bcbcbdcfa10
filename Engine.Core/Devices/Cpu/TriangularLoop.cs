using System.Numerics.Tensors;

namespace Engine.Devices.Cpu;

/// <summary>X with L·X = B or Lᵀ·X = B, a matrix an item: known rows times their coefficients are taken from each row; in double.</summary>
/// <param name="l">Lower triangles; what stands above is not read.</param>
/// <param name="b">Right sides.</param>
/// <param name="x">Solutions.</param>
/// <param name="n">Rows.</param>
/// <param name="columns">Columns of the right sides.</param>
/// <param name="transpose">Whether the system is Lᵀ·X = B.</param>
internal readonly unsafe struct TriangularLoop(float* l, float* b, float* x, int n, int columns, bool transpose) : IRangeWork
{
    /// <inheritdoc/>
    public void Run(int first, int count)
    {
        var known = new Span<double>(Scratch.Mine.Reserve((long)n * columns), n * columns);
        for (var matrix = first; matrix < first + count; matrix++)
        {
            var at = (nint)matrix * n * columns;
            TensorPrimitives.ConvertTruncating(new ReadOnlySpan<float>(b + at, known.Length), known);
            Solve(l + (nint)matrix * n * n, known);
            TensorPrimitives.ConvertTruncating<double, float>(known, new Span<float>(x + at, known.Length));
        }
    }

    private void Solve(float* lower, Span<double> rows)
    {
        for (var step = 0; step < n; step++)
        {
            var i = transpose ? n - 1 - step : step;
            var row = rows.Slice(i * columns, columns);
            for (var before = 0; before < step; before++)
            {
                var k = transpose ? n - 1 - before : before;
                var coefficient = transpose ? lower[(nint)k * n + i] : lower[(nint)i * n + k];
                TensorPrimitives.MultiplyAdd(rows.Slice(k * columns, columns), -(double)coefficient, row, row);
            }
            TensorPrimitives.Divide(row, lower[(nint)i * n + i], row);
        }
    }
}
