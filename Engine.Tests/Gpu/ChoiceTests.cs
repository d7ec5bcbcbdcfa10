using Engine.Gpu;

namespace Engine.Tests.Gpu;

/// <summary>Asking for a device that is not there.</summary>
public sealed class ChoiceTests
{
    private static readonly (GpuInfo, string)[] devices =
    [
        (new(GpuKind.Cuda, 0, "first card", 80L << 30, 132, null), "cuda"), (new(GpuKind.OpenCl, 0, "old driver", 8L << 30, 40, "lacks something"), "old"),
        (new(GpuKind.OpenCl, 1, "other card", 8L << 30, 40, null), "opencl"), (new(GpuKind.Emulated, 0, "emulation", 1, 1, null), "emulated"),
    ];

    [Theory]
    [InlineData(null, 0, "cuda"), InlineData(null, 1, "opencl"), InlineData(GpuKind.OpenCl, 1, "opencl"), InlineData(GpuKind.Emulated, 0, "emulated")]
    public void Cuda_comes_first_then_OpenCL_and_the_emulation_only_by_name(GpuKind? kind, int index, string expected) => Assert.Equal(expected, Choice.Of(devices, kind, index).Device);

    [Theory]
    [InlineData(GpuKind.Cuda, 1, "CUDA device 1"), InlineData(GpuKind.OpenCl, 0, "OpenCL device 0"), InlineData(null, 7, "GPU 7, CUDA or else OpenCL,")]
    public void A_refusal_says_what_was_asked_for_and_what_is_there(GpuKind? kind, int index, string asked)
    {
        var message = Assert.Throws<GpuException>(() => Choice.Of(devices, kind, index)).Message;
        Assert.StartsWith($"{asked} was asked for.", message, StringComparison.Ordinal);
        Assert.Contains("cuda 0: first card, 80 GiB, 132 compute units; opencl 0: old driver, 8 GiB, 40 compute units (refused: lacks something)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_device_it_says_what_was_looked_for() =>
        Assert.Contains("This machine has none: no CUDA driver", Assert.Throws<GpuException>(() => Choice.Of(devices[3..], null, 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void Numbers_below_0_are_refused()
    {
        Assert.Contains("index is -1; expected", Assert.Throws<ArgumentOutOfRangeException>(() => GpuDevice.Open(GpuKind.Emulated, -1)).Message, StringComparison.Ordinal);
        Assert.Contains("memoryLimit is -5; expected", Assert.Throws<ArgumentOutOfRangeException>(() => GpuDevice.Open(GpuKind.Emulated, memoryLimit: -5)).Message, StringComparison.Ordinal);
        Assert.Contains("Emulated device 1 was asked for", Assert.Throws<GpuException>(() => GpuDevice.Open(GpuKind.Emulated, 1)).Message, StringComparison.Ordinal);
    }
}
