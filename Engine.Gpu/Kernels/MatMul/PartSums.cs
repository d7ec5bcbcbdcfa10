using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>c = f(sum of the parts, first to last, + bias): the second pass over sums that were cut.</summary>
internal static class PartSums<Op> where Op : struct, IUnaryOp
{
    public static void Run(Launcher launcher, Op op, ArrayView<float> parts, ArrayView<float>? bias, ArrayView<float> c, int count, int partCount, int size, int columns) =>
        launcher.Run(launcher.Over((long)count * size), Kernel, op, parts, bias ?? parts, c, count * size, partCount, size, columns, bias is null ? 0 : 1);

    private static void Kernel(Op op, ArrayView<float> parts, ArrayView<float> bias, ArrayView<float> c, int elements, int partCount, int size, int columns, int hasBias)
    {
        for (var i = Thread.Index; i < elements; i += Thread.Count)
        {
            var at = i / size * partCount * size + i % size;
            var sum = 0f;
            for (var part = 0; part < partCount; part++) sum += parts[at + part * size];
            if (hasBias != 0) sum += bias[i % columns];
            c[i] = op.Value(new F32(sum)).Value;
        }
    }
}
