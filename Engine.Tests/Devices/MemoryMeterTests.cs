using System.Runtime.CompilerServices;
using Engine.Devices.Cpu;

namespace Engine.Tests.Devices;

/// <summary>What a device says of its memory.</summary>
public class MemoryMeterTests
{
    [Fact]
    public void Memory_in_use_follows_what_tensors_hold()
    {
        using var device = new CpuDevice(threads: 1);
        Assert.Equal((0, 0), (device.MemoryInUse, device.PeakMemory));
        var x = Tensor.Zeros([1024], device);
        var view = x.Reshape(32, 32);
        Assert.Equal(4096, device.MemoryInUse);
        x.Dispose();
        view.Dispose();
        Assert.Equal((0, 4096), (device.MemoryInUse, device.PeakMemory));
        device.ResetPeakMemory();
        Assert.Equal(0, device.PeakMemory);
        using (new Scope()) _ = Tensor.Zeros([16], device) + 1;
        Assert.Equal((0, 2 * 64), (device.MemoryInUse, device.PeakMemory));
        device.Trim();
        Assert.Equal(0, device.MemoryInUse);
    }

    [Fact]
    public void Elements_are_four_bytes_or_eight()
    {
        using var device = new CpuDevice(threads: 1);
        Assert.Equal((4, 8), (device.ElementBytes, Device.Reference.ElementBytes));
    }

    [Fact]
    public void A_tensor_that_was_collected_counts_no_longer()
    {
        using var device = new CpuDevice(threads: 1);
        Forget(device);
        Assert.Equal(4096, device.MemoryInUse);
        for (var i = 0; i < 10 && device.MemoryInUse > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(0, device.MemoryInUse);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(CpuDevice device) => _ = Tensor.Zeros([1024], device);

    [Fact]
    public void The_peak_of_many_threads_together()
    {
        var meter = new MemoryMeter();
        Parallel.For(0, 8, _ => { for (var i = 0; i < 10_000; i++) { meter.Add(3); meter.Add(-3); } });
        meter.Add(100);
        Assert.Equal((100, 100), (meter.Now, meter.Peak));
        meter.Add(-60);
        Assert.Equal((40, 100), (meter.Now, meter.Peak));
    }

    [Fact]
    public void A_capacity_wastes_little()
    {
        for (var count = 1; count < 1 << 30; count += 1 + count / 61)
        {
            var capacity = StoragePool.CapacityFor(count);
            Assert.InRange(capacity, count, count <= 1024 ? count + 15 : count * 1.0625);
            Assert.Equal(capacity, StoragePool.CapacityFor(capacity));
        }
    }

    [Fact]
    public void A_disposed_device_works_on_its_callers_thread()
    {
        var device = new CpuDevice(threads: 2);
        var (a, b) = (Tensor.Randn([300, 200], 1, device), Tensor.Randn([200, 100], 2, device));
        var product = a.MatMul(b).ToArray();
        device.Dispose();
        device.Dispose();
        Assert.Equal(product, a.MatMul(b).ToArray());
    }
}
