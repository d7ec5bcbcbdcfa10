using Engine.Devices.Cpu;

namespace Engine.Tests.Devices.Cpu;

/// <summary>One call of a device member on given numbers, compared with the reference device: run by the CPU device with both vector
/// widths and 1, 2 and 3 threads, or twice by another device.</summary>
/// <param name="inputs">The operands.</param>
/// <param name="outputs">How many numbers the call writes.</param>
/// <param name="call">The member under test.</param>
internal sealed class KernelCase(float[][] inputs, int outputs, KernelCase.Call call)
{
    private const int Guard = 40;

    private static readonly Device[] wide = [new CpuDevice(1, wide: true), new CpuDevice(2, wide: true), new CpuDevice(3, wide: true)];
    private static readonly Device[] narrow = [new CpuDevice(1, wide: false), new CpuDevice(2, wide: false), new CpuDevice(3, wide: false)];

    internal delegate void Call(Device device, Storage[] inputs, Storage output);

    /// <summary>Sizes around the vectors' widths, and one that several blocks and threads share.</summary>
    public static int[] Sizes => [0, 1, 2, 15, 16, 17, 31, 33, 63, 65, 1000, 40000];

    /// <summary>Numbers between two bounds, the same at every run.</summary>
    public static float[] Numbers(int count, double low = -3, double high = 3, int seed = 1)
    {
        var random = new Random(seed * 7919 + count);
        return Enumerable.Range(0, count).Select(_ => (float)(low + (high - low) * random.NextDouble())).ToArray();
    }

    /// <summary>Every device is within <paramref name="tolerance"/>·(1 + |reference|); threads never change a bit.</summary>
    public void Check(double tolerance = 2e-6)
    {
        var expected = Run(Device.Reference);
        foreach (var devices in new[] { wide, narrow })
        {
            var results = devices.Select(Run).ToArray();
            for (var i = 0; i < outputs; i++) AssertNear(i, expected[i], results[0][i], tolerance, $"{(devices == wide ? 16 : 8)} floats a vector");
            AssertSameBits(results[0], results[1], "2 threads against 1");
            AssertSameBits(results[0], results[2], "3 threads against 1");
        }
    }

    /// <summary>As <see cref="Check"/>, and vectors of 8 and of 16 floats give the same bits.</summary>
    public void CheckBits(double tolerance = 2e-6)
    {
        Check(tolerance);
        AssertSameBits(Run(wide[0]), Run(narrow[0]), "vectors of 8 against 16");
    }

    /// <summary>As <see cref="CheckBits(double)"/> for the CPU; another device is within the tolerance, and gives the same bits again.</summary>
    public void CheckBits(Device device, double tolerance = 2e-6)
    {
        if (device is CpuDevice)
        {
            CheckBits(tolerance);
            return;
        }
        var (expected, given) = (Run(Device.Reference), Run(device));
        for (var i = 0; i < outputs; i++) AssertNear(i, expected[i], given[i], tolerance, device.Name);
        AssertSameBits(given, Run(device), "again");
    }

    /// <summary>What one device computes.</summary>
    public double[] Run(Device device)
    {
        var storages = inputs.Select(numbers => Upload(device, numbers)).ToArray();
        var output = Upload(device, Enumerable.Repeat(float.NaN, outputs + Guard).ToArray());
        call(device, storages, output);
        var all = new double[outputs + Guard];
        device.Download(output, all);
        Assert.All(all[outputs..], number => Assert.True(double.IsNaN(number), "the output was written beyond its end"));
        return all[..outputs];
    }

    private static Storage Upload(Device device, float[] numbers)
    {
        var storage = device.Rent(Math.Max(1, numbers.Length));
        device.Upload(numbers.AsSpan(), storage);
        return storage;
    }

    private static void AssertNear(int i, double expected, double actual, double tolerance, string where)
    {
        if (expected.Equals(actual) || Math.Abs(actual - expected) <= tolerance * (1 + Math.Abs(expected))) return;
        Assert.Fail($"element {i} is {actual}, expected {expected} ({where})");
    }

    private static void AssertSameBits(double[] a, double[] b, string what)
    {
        for (var i = 0; i < a.Length; i++)
            if (BitConverter.DoubleToInt64Bits(a[i]) != BitConverter.DoubleToInt64Bits(b[i])) Assert.Fail($"{what}: element {i} is {b[i]} instead of {a[i]}");
    }
}
