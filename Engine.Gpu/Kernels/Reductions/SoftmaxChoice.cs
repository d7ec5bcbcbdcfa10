using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Log-sum-exp, softmax and its gradient: lines as a whole, or cut into blocks.</summary>
internal static class SoftmaxChoice
{
    /// <summary>Longer lines are cut: 64 elements for each thread of a group, of which the exponentials take about 10 µs.</summary>
    private const int BlockElements = 16 * 1024;

    public static void LogSumExp(GpuDevice device, ArrayView<float> x, ArrayView<float> y, AxisSpan span)
    {
        var blocks = Teams.OfBlocks(device.Launcher, span, BlockElements);
        if (blocks.Lines == 0) return;
        if (blocks.Blocks == 1) SoftmaxKernel.LogSumExp(device.Launcher, x, y, span);
        else LongSoftmaxKernel.LogSumExp(device, x, y, blocks);
    }

    public static void Softmax(GpuDevice device, ArrayView<float> x, ArrayView<float> y, AxisSpan span, bool logarithm)
    {
        var blocks = Teams.OfBlocks(device.Launcher, span, BlockElements);
        if (blocks.Lines == 0 || span.Length == 0) return;
        if (blocks.Blocks == 1) SoftmaxKernel.Softmax(device.Launcher, x, y, span, logarithm);
        else LongSoftmaxKernel.Softmax(device, x, y, blocks, logarithm);
    }

    public static void Gradient(GpuDevice device, ArrayView<float> g, ArrayView<float> y, ArrayView<float> dx, AxisSpan span, bool logarithm)
    {
        var blocks = Teams.OfBlocks(device.Launcher, span, BlockElements);
        if (blocks.Lines == 0 || span.Length == 0) return;
        if (blocks.Blocks == 1) SoftmaxKernel.Gradient(device.Launcher, g, y, dx, span, logarithm);
        else LongSoftmaxKernel.Gradient(device, g, y, dx, span, blocks, logarithm);
    }
}
