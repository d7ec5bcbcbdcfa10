using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>First rung, the definition: a thread for each number of C, which walks along a row of A and a column of B. Each
/// multiply-add needs two numbers from memory.</summary>
internal sealed class NaiveProduct : ProductRung
{
    /// <inheritdoc/>
    public override string Name => "naive";

    /// <inheritdoc/>
    public override (int Rows, int Columns) Tile => (1, 1);

    /// <inheritdoc/>
    public override int SharedBytes => 0;

    /// <inheritdoc/>
    public override void Run<Op, Left, Right>(Launcher launcher, in ProductCall<Op> call)
    {
        var groups = launcher.GroupsFor(((long)call.Shape.M * call.Shape.N + launcher.GroupSize - 1) / launcher.GroupSize);
        launcher.Run(((groups, 1, call.Count), (launcher.GroupSize, 1, 1)), Kernel<Op, Left, Right>, call.Shape, call.Activation, call.A, call.B, call.Bias, call.C);
    }

    private static void Kernel<Op, Left, Right>(ProductShape shape, Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> bias, ArrayView<float> c)
        where Op : struct, IUnaryOp where Left : struct, ISide where Right : struct, ISide
    {
        var z = Grid.IdxZ;
        var (left, right, to) = (a.SubView(shape.StartA(z)), b.SubView(shape.StartB(z)), c.SubView(z * shape.M * shape.N));
        for (var at = Thread.Index; at < shape.M * shape.N; at += Thread.Count)
        {
            var (i, j) = (at / shape.N, at % shape.N);
            var sum = 0f;
            for (var k = shape.FirstTerm(z); k < shape.EndTerm(z); k++)
                sum += left[Left.At(i, k, shape.M, shape.K)] * right[Right.At(j, k, shape.N, shape.K)];
            if (shape.HasBias) sum += bias[j];
            to[at] = op.Value(new F32(sum)).Value;
        }
    }
}
