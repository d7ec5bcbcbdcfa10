using Engine.Gpu;

namespace Engine.Tests.Gpu;

/// <summary>The GPU devices that all tests share: each is opened at its first use, and ends with the process.</summary>
public static class TestDevices
{
    private static readonly Dictionary<GpuKind, Lazy<GpuDevice>> opened = Enum.GetValues<GpuKind>().ToDictionary(kind => kind, kind => new Lazy<GpuDevice>(() => GpuDevice.Open(kind)));

    private static readonly Lazy<IReadOnlyList<GpuInfo>> found = new(GpuDevice.List);

    /// <summary>ILGPU's emulation, which is everywhere. A launch takes some 0.2 ms: tests on it try fewer cases.</summary>
    public static GpuDevice Emulated => Require(GpuKind.Emulated);

    /// <summary>The first OpenCL device; without one the test is skipped.</summary>
    public static GpuDevice OpenCl => Require(GpuKind.OpenCl);

    /// <summary>The first CUDA device; without one the test is skipped.</summary>
    public static GpuDevice Cuda => Require(GpuKind.Cuda);

    /// <summary>The first device of a kind. A test that needs one that is not there is skipped and says so; one that cannot be opened fails.</summary>
    public static GpuDevice Require(GpuKind kind)
    {
        SkipWithout(kind);
        return opened[kind].Value;
    }

    /// <summary>Ends the test as skipped if there is no such device.</summary>
    public static void SkipWithout(GpuKind kind) =>
        Assert.SkipUnless(found.Value.Any(device => device.Kind == kind && device.Refused is null), Missing(kind));

    /// <summary>How many of <paramref name="cases"/> random cases a test tries: all of them, or on the slow emulation a tenth.</summary>
    public static int Cases(this Device device, int cases) => device is GpuDevice { Info.Kind: GpuKind.Emulated } ? (cases + 9) / 10 : cases;

    private static string Missing(GpuKind kind)
    {
        var name = kind == GpuKind.OpenCl ? "OpenCL" : kind.ToString().ToUpperInvariant();
        return found.Value.FirstOrDefault(device => device.Kind == kind) is { } refused ? $"no {name} device that can be used: {refused}" : $"no {name} device";
    }
}
