using Engine.Gpu;
using Engine.Operations;

namespace Engine.Tests.Gpu;

/// <summary>The device that only writes down which kernels would run.</summary>
public class RecorderTests
{
    [Fact]
    public void Kernels_are_recorded_once_and_not_run()
    {
        using var device = GpuDevice.OpenRecorder(multiprocessors: 132);
        using var x = Tensor.From([1.0, 2, 3], [3], device);
        using Tensor first = x.Map<Exp>(), second = x.Map<Exp>();
        Assert.Equal(["MapKernel`1"], device.Launcher.Kernels.Select(kernel => kernel.DeclaringType!.Name));
        Assert.Equal([typeof(Exp)], device.Launcher.Kernels[0].DeclaringType!.GetGenericArguments());
        Assert.NotEqual(Math.E, first.ToDoubles()[0], 0.1);
    }

    [Fact]
    public void Groups_are_as_large_as_on_CUDA()
    {
        using var device = GpuDevice.OpenRecorder(multiprocessors: 132);
        Assert.Equal((GroupLimits.Threads, 132), (device.Launcher.GroupSize, device.Launcher.Multiprocessors));
    }
}
