using Engine.Operations;
using static Engine.Tests.Devices.Cpu.KernelCase;

namespace Engine.Tests.Devices.Cpu;

public sealed class CpuDeviceProductTests
{
    [Theory]
    [InlineData(1, 5, 7, 9), InlineData(6, 33, 17, 40), InlineData(40, 20, 30, 25), InlineData(2, 130, 110, 120), InlineData(3, 4, 5, 0), InlineData(0, 4, 5, 6)]
    public void Batches_of_matrix_products(int batch, int m, int n, int k)
    {
        for (var form = 0; form < 8; form++)
        {
            bool transposeA = (form & 1) != 0, transposeB = (form & 2) != 0, biased = (form & 4) != 0;
            // The same B for every two products, as broadcasting does.
            int[] offsetsA = [.. Enumerable.Range(0, batch).Select(i => i * m * k)], offsetsB = [.. Enumerable.Range(0, batch).Select(i => i / 2 * k * n)];
            var plan = new MatMulPlan(m, n, k, transposeA, transposeB, offsetsA, offsetsB);
            new KernelCase([Numbers(batch * m * k), Numbers((batch + 1) / 2 * k * n, seed: 2), Numbers(n, seed: 3)], batch * m * n,
                (device, a, y) => device.MatMul(plan, a[0], a[1], biased ? a[2] : null, default(Relu), y)).Check(2e-5);
        }
    }
}
