using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>Tensor operations that reduce or normalise along an axis, searches, running sums and short broadcast rows.</summary>
public static class ReductionCases
{
    /// <summary>All of them; the number in a name is the axis. A sum's result counts as nothing beside its argument.</summary>
    public static IEnumerable<BenchCase> All =>
    [
        Case("layer_norm-128x1000", [128, 1000], read: 1, written: 1, LayerNormalization),
        Case("sum0-128x1000", [128, 1000], read: 1, written: 0, x => () => x.Sum(0)),
        Case("sum1-128x1000", [128, 1000], read: 1, written: 0, x => () => x.Sum(1)),
        Case("mean0-128x1000", [128, 1000], read: 1, written: 0, x => () => x.Mean(0)),
        Case("mean1-128x1000", [128, 1000], read: 1, written: 0, x => () => x.Mean(1)),
        Case("sum0-1000x1000", [1000, 1000], read: 1, written: 0, x => () => x.Sum(0)),
        Case("sum1-1000x1000", [1000, 1000], read: 1, written: 0, x => () => x.Sum(1)),
        Case("max1-128x1000", [128, 1000], read: 1, written: 0, x => () => x.Max(1)),
        Case("max-1Mi", [1 << 20], read: 1, written: 0, x => () => x.Max()),
        Case("argmax1-1024x10", [1024, 10], read: 1, written: 0, x => () => x.ArgMax(1)),
        Case("cumsum1-128x1000", [128, 1000], read: 1, written: 1, x => () => x.CumulativeSum(1)),
        Case("softmax0-128x1000", [128, 1000], read: 1, written: 1, x => () => x.Softmax(0)),
        Case("softmax-1Mi", [1 << 20], read: 1, written: 1, x => () => x.Softmax(0)),
        Case("cross_entropy-1024x10", [1024, 10], read: 1, written: 0, CrossEntropy),
        Case("add_row-1000x10", [1000, 10], read: 1, written: 1, AddRow),
        Case("add-16Mi", [1 << 24], read: 2, written: 1, AddTo),
        Case("relu-16Mi", [1 << 24], read: 1, written: 1, x => () => x.Relu()),
    ];

    private static BenchCase Case(string name, Shape shape, int read, int written, Func<Tensor, Func<Tensor>> prepare) => new(name, device =>
    {
        var run = prepare(Tensor.Randn(shape, seed: 1, device));
        return () =>
        {
            using var scope = new Scope();
            run();
        };
    })
    {
        Work = Work.Elementwise(shape.Elements, read, written),
    };

    private static Func<Tensor> LayerNormalization(Tensor x)
    {
        var layer = new LayerNorm(x.Shape[1]).To(x.Device);
        return () => layer.Forward(x);
    }

    private static Func<Tensor> CrossEntropy(Tensor x)
    {
        var labels = x.ArgMax(1);
        return () => Loss.CrossEntropy(x, labels);
    }

    private static Func<Tensor> AddRow(Tensor x)
    {
        var row = Tensor.Randn([x.Shape[1]], seed: 2, x.Device);
        return () => x + row;
    }

    private static Func<Tensor> AddTo(Tensor x)
    {
        var other = Tensor.Randn(x.Shape, seed: 2, x.Device);
        return () => x + other;
    }
}
