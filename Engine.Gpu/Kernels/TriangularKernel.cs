using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>X with L·X = B or Lᵀ·X = B, a thread a column: neighbours read the same coefficient and neighbouring numbers. Sums in double.</summary>
internal static class TriangularKernel
{
    public static void Run(Launcher launcher, ArrayView<float> l, ArrayView<float> b, ArrayView<float> x, int batch, int n, int columns, bool transpose) =>
        launcher.Run(launcher.Over((long)batch * columns), Kernel, l, b, x, batch * columns, n, columns, transpose ? 1 : 0);

    private static void Kernel(ArrayView<float> l, ArrayView<float> b, ArrayView<float> x, int count, int n, int columns, int transpose)
    {
        // Element (i, k) of op(L) stands at i·down + k·right; the walk goes from the row that knows no others.
        int down = transpose != 0 ? 1 : n, right = transpose != 0 ? n : 1;
        for (var item = Thread.Index; item < count; item += Thread.Count)
        {
            int lower = item / columns * n * n, at = item / columns * n * columns + item % columns;
            for (var step = 0; step < n; step++)
            {
                var i = transpose != 0 ? n - 1 - step : step;
                double rest = b[at + i * columns];
                for (var before = 0; before < step; before++)
                {
                    var k = transpose != 0 ? n - 1 - before : before;
                    rest -= (double)l[lower + i * down + k * right] * x[at + k * columns];
                }
                x[at + i * columns] = (float)(rest / l[lower + i * n + i]);
            }
        }
    }
}
