using Engine.Bench.Cases;
using Engine.Devices.Cpu;

namespace Engine.Tests.Autodiff;

/// <summary>What a training step holds at most, against what it cannot do without, counted by hand from the shapes.</summary>
public class PeakMemoryTests
{
    private const double Allowed = 1.2;

    [Theory]
    [InlineData(128)]
    [InlineData(1024)]
    public void A_step_of_the_variational_autoencoder(int batch)
    {
        const int parameters = (784 + 1) * 400 + (400 + 1) * 40 + (20 + 1) * 400 + (400 + 1) * 784;
        // What pullbacks read: images, 2 hidden layers before and after relu, mean and log-variance with noise and z, logits.
        var activations = batch * (784 + 2 * 400 + 40 + 2 * 20 + 2 * 400 + 784);
        using var device = new CpuDevice(threads: 1);
        CheckPeak(device, new VaeStep(device, batch).Run, Adam(parameters) + activations + batch * 784);     // the logits' gradient
    }

    [Fact]
    public void A_step_of_a_deep_autoencoder()
    {
        const int batch = 128;
        int[] widths = [784, 1000, 500, 250, 2, 250, 500, 1000, 784];
        var parameters = widths.Zip(widths.Skip(1), (from, to) => (from + 1) * to).Sum();
        var activations = batch * (784 + 2 * widths[1..^1].Sum() + 784);
        using var device = new CpuDevice(threads: 1);
        CheckPeak(device, new AutoencoderStep(device, batch).Run, Adam(parameters) + activations + batch * 784);
    }

    [Fact]
    public void A_deep_chain_holds_a_few_gradients_at_a_time()
    {
        const int depth = 100, count = 1 << 14;
        using var device = new CpuDevice(threads: 1);
        var x = Tensor.Ones([count], device);
        void Step()
        {
            using var tape = Tape.Record([x]);
            var y = x;
            for (var i = 0; i < depth; i++) y = y.Tanh();
            tape.Gradient(y.Sum(), x);
        }
        CheckPeak(device, Step, (depth + 1 + 2) * count, allowed: 1.02);       // x and every y; a gradient in and one out
    }

    private static long Adam(long parameters) => 4 * parameters;               // parameters, two moments, gradients

    private static void CheckPeak(CpuDevice device, Action step, long elements, double allowed = Allowed)
    {
        step();
        step();
        GC.Collect();                   // what was made and dropped while the case was prepared
        GC.WaitForPendingFinalizers();
        var (storages, before) = (device.Allocations, device.MemoryInUse);
        device.ResetPeakMemory();
        for (var i = 0; i < 3; i++) step();
        Assert.Equal((storages, before), (device.Allocations, device.MemoryInUse));
        Assert.InRange(device.PeakMemory / (4.0 * elements), 0.8, allowed);
    }
}
