using System.Runtime.CompilerServices;
using Engine.Gpu;
using ILGPU;
using ILGPU.Runtime;

namespace Engine.Tests.Gpu;

/// <summary>Devices of one's own: what they refuse, how they run out of memory, are lost, and end.</summary>
public abstract class DeviceLifeTests
{
    /// <summary>The kind of device under test; without one, the test is skipped.</summary>
    protected abstract GpuKind Kind { get; }

    private GpuDevice Open(long? memoryLimit = null)
    {
        TestDevices.SkipWithout(Kind);
        return GpuDevice.Open(Kind, memoryLimit: memoryLimit);
    }

    [Fact]
    public void Out_of_memory_names_the_request_and_what_is_in_use_and_the_device_goes_on()
    {
        using var device = Open(memoryLimit: 1 << 20);
        using var held = Tensor.Ones([100_000], device);
        var message = Assert.Throws<InsufficientMemoryException>(() => Tensor.Zeros([1000, 1000], device)).Message;
        Assert.Contains("no room for 3.88 MiB (1,015,808 elements)", message, StringComparison.Ordinal);
        Assert.Contains("tensors hold 400 KiB of 1 MiB", message, StringComparison.Ordinal);
        Assert.Equal(200_000, (held + 1).Sum().Item());
    }

    [Fact]
    public void More_elements_than_kernels_can_count_are_refused()
    {
        using var device = Open();
        var message = Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([int.MaxValue - 100], device)).Message;
        Assert.Contains("has at most 2,130,706,431 elements", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_that_was_kept_for_reuse_is_given_up_for_another_size()
    {
        using var device = Open(memoryLimit: 1 << 20);
        for (var length = 100_000; length < 200_000; length += 20_000) Tensor.Ones([length], device).Dispose();
        Assert.InRange(device.MemoryTaken, 1, 1 << 20);
    }

    [Fact]
    public void Dropped_tensors_make_room()
    {
        using var device = Open(memoryLimit: 1 << 20);
        for (var i = 0; i < 30; i++) Drop(device);
        Assert.InRange(device.MemoryTaken, 1, 1 << 20);
    }

    /// <summary>400 KB that nobody disposes of.</summary>
    private static void Drop(Device device) => Tensor.Ones([100_000], device);

    /// <summary>A tensor that is read for the last time may be collected in the middle of the copy; its memory must not.</summary>
    [Fact]
    public void Memory_lasts_as_long_as_a_view_of_it()
    {
        using var device = Open();
        var view = ViewOfDropped(device);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var other = Tensor.Ones([50_000], device);
        Assert.False(((IArrayView)view).Buffer.IsDisposed);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArrayView<float> ViewOfDropped(GpuDevice device) => ((GpuStorage)device.Rent(100_000)).View;

    [Fact]
    public void A_lost_device_says_so_at_every_later_call()
    {
        using var device = Open();
        using var x = Tensor.Ones([10], device);
        device.Launcher.Lost(new InvalidOperationException("simulated"));
        foreach (var call in new Action[] { () => x.Add(1), () => x.ToArray(), () => Tensor.Ones([3], device), device.Synchronize })
        {
            var thrown = Assert.Throws<GpuException>(call);
            Assert.Contains("was lost earlier (simulated)", thrown.Message, StringComparison.Ordinal);
            Assert.Contains(device.Info.Name, thrown.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>The driver of a lost card reports its error again when memory is freed, which would hide the first error from whoever catches it around a using statement.</summary>
    [Fact]
    public void A_lost_device_closes_without_another_error()
    {
        var device = Open();
        var broken = new BrokenDriver(device.Launcher.Accelerator);
        device.Launcher.Lost(new InvalidOperationException("simulated"));
        device.Dispose();
        Assert.True(broken.WasAsked);
    }

    private sealed class BrokenDriver(Accelerator accelerator) : AcceleratorObject(accelerator)
    {
        public bool WasAsked { get; private set; }

        protected override void DisposeAcceleratorObject(bool disposing)
        {
            WasAsked = true;
            if (disposing) throw new DriverException();
        }
    }

    private sealed class DriverException() : AcceleratorException("simulated")
    {
        public override AcceleratorType AcceleratorType => AcceleratorType.CPU;
    }

    [Fact]
    public void A_disposed_device_refuses_everything()
    {
        var device = Open();
        var x = Tensor.Ones([10], device);
        device.Dispose();
        device.Dispose();
        foreach (var call in new Action[] { () => x.Add(1), () => x.ToArray(), () => Tensor.Ones([1000], device), device.Synchronize })
            Assert.Contains("disposed", Assert.Throws<ObjectDisposedException>(call).Message, StringComparison.Ordinal);
        x.Dispose();
        device.Trim();
        Assert.Equal(0, device.MemoryTaken);
    }

    [Fact]
    public void Two_devices_do_not_share_tensors()
    {
        using GpuDevice first = Open(), second = Open();
        using Tensor a = Tensor.Ones([3], first), b = Tensor.Ones([3], second);
        Assert.Contains(first.Name, Assert.ThrowsAny<ArgumentException>(() => a + b).Message, StringComparison.Ordinal);
        Assert.Equal(6, (a.To(second) + b).Sum().Item());
    }
}

public sealed class DeviceLifeOnEmulated : DeviceLifeTests
{
    protected override GpuKind Kind => GpuKind.Emulated;
}

public sealed class DeviceLifeOnOpenCl : DeviceLifeTests
{
    protected override GpuKind Kind => GpuKind.OpenCl;
}

public sealed class DeviceLifeOnCuda : DeviceLifeTests
{
    protected override GpuKind Kind => GpuKind.Cuda;
}
