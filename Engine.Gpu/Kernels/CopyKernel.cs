using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Copies rows that stand at one distance from one another to rows at another.</summary>
internal static class CopyKernel
{
    public static void Run(Launcher launcher, ArrayView<float> x, int xStride, ArrayView<float> y, int yStride, int rows, int count) =>
        launcher.Run(launcher.Over((long)rows * count), Kernel, x, xStride, y, yStride, rows * count, count);

    private static void Kernel(ArrayView<float> x, int xStride, ArrayView<float> y, int yStride, int elements, int count)
    {
        for (var i = Thread.Index; i < elements; i += Thread.Count)
        {
            var (row, at) = (i / count, i % count);
            y[row * yStride + at] = x[row * xStride + at];
        }
    }
}
