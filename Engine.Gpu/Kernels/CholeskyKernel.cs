using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>L from A = L·Lᵀ, a group a matrix, column by column: a column needs only those before it. Sums in double.</summary>
internal static class CholeskyKernel
{
    public static void Run(Launcher launcher, ArrayView<float> a, ArrayView<float> l, int batch, int n) =>
        launcher.Run((launcher.GroupsFor(batch), launcher.GroupSize), Kernel, a, l, batch, n);

    private static void Kernel(ArrayView<float> a, ArrayView<float> l, int batch, int n)
    {
        for (var matrix = Grid.IdxX; matrix < batch; matrix += Grid.DimX)
        {
            var at = matrix * n * n;
            for (var j = 0; j < n; j++)
            {
                // Every thread computes the pivot for itself: they all read the same row, and need not wait for one another.
                var pivot = Rest(a, l, at, n, j, j);
                var root = pivot > 0 ? Math.Sqrt(pivot) : double.NaN;
                for (var i = Group.IdxX; i < n; i += Group.DimX)
                    l[at + i * n + j] = i < j ? 0 : i == j ? (float)root : (float)(Rest(a, l, at, n, i, j) / root);
                Group.Barrier();
            }
        }
    }

    /// <summary>(a[i, j] + a[j, i])/2 − Σₖ l[i, k]·l[j, k] over k &lt; j.</summary>
    private static double Rest(ArrayView<float> a, ArrayView<float> l, int at, int n, int i, int j)
    {
        var rest = ((double)a[at + i * n + j] + a[at + j * n + i]) / 2;
        for (var k = 0; k < j; k++) rest -= (double)l[at + i * n + k] * l[at + j * n + k];
        return rest;
    }
}
