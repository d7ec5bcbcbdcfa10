using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>y[i] = value.</summary>
internal static class FillKernel
{
    public static void Run(Launcher launcher, ArrayView<float> y, int count, float value) =>
        launcher.Run(launcher.Over(count), Kernel, y, count, value);

    private static void Kernel(ArrayView<float> y, int count, float value)
    {
        for (var i = Thread.Index; i < count; i += Thread.Count) y[i] = value;
    }
}
