namespace Engine.Devices.Cpu;

/// <summary>Products of a batch dealt out whole.</summary>
internal readonly unsafe struct BatchProducts<E>(Workers workers, MatMulPlan plan, float* a, float* b, E epilogue, float* c) : IBlockWork
    where E : struct, IEpilogue
{
    /// <summary>All products of <paramref name="plan"/>: small ones side by side, large ones one after the other on all threads.</summary>
    public static void Run(Workers workers, in MatMulPlan plan, float* a, float* b, E epilogue, float* c)
    {
        var products = new BatchProducts<E>(workers, plan, a, b, epilogue, c);
        var size = (long)plan.M * plan.N * plan.K;
        if (size < CpuTuning.WholeProduct && size * plan.Batch >= ProductSizes.OneThreadBelow) workers.Run(plan.Batch, products);
        else for (var product = 0; product < plan.Batch; product++) products.Run(product);
    }

    /// <inheritdoc/>
    public void Run(int block) => CpuProduct.Run(
        workers, plan.M, plan.N, plan.K, a + plan.OffsetsA[block], plan.TransposeA, b + plan.OffsetsB[block], plan.TransposeB,
        c + (nint)block * plan.M * plan.N, epilogue);
}
