using Engine.Operations;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>C = f(A·B + bias) for a batch: cut into runs of regular batches, each in one launch, or in two where its sums are cut too.</summary>
internal sealed class Product(GpuDevice device, Launcher launcher)
{
    /// <summary>The most that the grid's z may count.</summary>
    private const int MostInGrid = 65535;

    /// <summary>Which kernel.</summary>
    public ProductTuner Tuner { get; } = new(launcher);

    public void Run<Op>(in MatMulPlan plan, ArrayView<float> a, ArrayView<float> b, ArrayView<float>? bias, Op op, ArrayView<float> c) where Op : struct, IUnaryOp
    {
        if (plan.M == 0 || plan.N == 0) return;
        BatchRun run;
        for (var first = 0; first < plan.Batch; first += run.Count)
        {
            run = BatchRun.From(plan, first, Math.Min(plan.Batch - first, MostInGrid));
            var to = c.SubView(first * plan.M * plan.N);
            var split = TermSplit.Of(plan.M, plan.N, plan.K, run.Count, launcher.Multiprocessors);
            if (split.Parts == 1) Whole(plan, run, a, b, bias, op, to);
            else Split(plan, run, split, a, b, bias, op, to);
        }
    }

    private void Whole<Op>(in MatMulPlan plan, in BatchRun run, ArrayView<float> a, ArrayView<float> b, ArrayView<float>? bias, Op op, ArrayView<float> c) where Op : struct, IUnaryOp
    {
        var call = new ProductCall<Op>(op, new(plan, run, bias is not null, new(1, plan.K)), run.Count, a, b, bias ?? c, c);
        Tuner.For(plan, call, plan.K).Run(launcher, call, plan.TransposeA, plan.TransposeB);
    }

    /// <summary>The parts of the sums one beside the other, then their sums.</summary>
    internal void Split<Op>(in MatMulPlan plan, in BatchRun run, TermSplit split, ArrayView<float> a, ArrayView<float> b, ArrayView<float>? bias, Op op, ArrayView<float> c) where Op : struct, IUnaryOp
    {
        var (size, count) = (plan.M * plan.N, run.Count * split.Parts);
        var scratch = device.Rent(count * size);
        var parts = ((GpuStorage)scratch).View;
        var call = new ProductCall<Identity>(default, new(plan, run, hasBias: false, split), count, a, b, parts, parts);
        Tuner.For(plan, call, split.Terms).Run(launcher, call, plan.TransposeA, plan.TransposeB);
        PartSums<Op>.Run(launcher, op, parts, bias, c, run.Count, split.Parts, size, plan.N);
        scratch.Release();
    }
}
