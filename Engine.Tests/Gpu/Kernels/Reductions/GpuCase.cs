using Engine.Gpu;
using Engine.Tests.Devices.Cpu;

namespace Engine.Tests.Gpu.Kernels.Reductions;

/// <summary>Compares a call of a device member on a GPU with the reference device.</summary>
internal static class GpuCase
{
    /// <summary>Within <paramref name="tolerance"/>·(1 + |reference|), and the same bits at a second call.</summary>
    public static void Check(GpuDevice device, string what, float[][] inputs, int outputs, double tolerance, KernelCase.Call call)
    {
        var run = new KernelCase(inputs, outputs, call);
        double[] expected = run.Run(Device.Reference), given = run.Run(device), again = run.Run(device);
        for (var i = 0; i < outputs; i++)
        {
            if (BitConverter.DoubleToInt64Bits(given[i]) != BitConverter.DoubleToInt64Bits(again[i])) Assert.Fail($"{what}: element {i} is {given[i]:R}, and {again[i]:R} at the second call");
            if (!expected[i].Equals(given[i]) && !(Math.Abs(given[i] - expected[i]) <= tolerance * (1 + Math.Abs(expected[i])))) Assert.Fail($"{what}: element {i} is {given[i]:R}, expected {expected[i]:R}");
        }
    }
}
