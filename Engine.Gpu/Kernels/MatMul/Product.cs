using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>C = f(A·B + bias) for a batch: cut into runs of regular batches, each by the rung that suits its size.</summary>
internal static class Product
{
    /// <summary>The most that the grid's z may count.</summary>
    private const int MostInGrid = 65535;

    public static void Run<Op>(Launcher launcher, MatMulPlan plan, ArrayView<float> a, ArrayView<float> b, ArrayView<float>? bias, Op op, ArrayView<float> c)
        where Op : struct, IUnaryOp
    {
        if (plan.M == 0 || plan.N == 0) return;
        foreach (var run in BatchRun.Of(plan, MostInGrid))
        {
            var shape = new ProductShape(plan, run, bias is not null, parts: 1, partTerms: plan.K);
            var call = new ProductCall<Op>(op, shape, run.Count, a, b, bias ?? c, c.SubView(run.First * plan.M * plan.N));
            ProductRungs.Fixed(launcher, plan.M, plan.N, run.Count).Run(launcher, call, plan.TransposeA, plan.TransposeB);
        }
    }
}
