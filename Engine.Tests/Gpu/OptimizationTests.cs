using Engine.Gpu;
using Engine.Operations;
using Engine.Tests.Lanes;
using Engine.Tests.Operations;

namespace Engine.Tests.Gpu;

/// <summary>
/// ILGPU#292, #406, #1330: kernels that ILGPU's optimizer changed. Both levels give the same numbers, but for the driver's own
/// compiler, which may join other products and sums in other code. The emulation has no levels: it runs .NET's own code.
/// </summary>
public abstract class OptimizationTests
{
    private static readonly Dictionary<GpuKind, GpuDevice> plain = [];

    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract GpuKind Kind { get; }

    /// <summary>How far both may be apart, in ulp of 1 or more.</summary>
    protected abstract double Ulps { get; }

    private GpuDevice Plain
    {
        get
        {
            TestDevices.SkipWithout(Kind);
            lock (plain) return plain.TryGetValue(Kind, out var device) ? device : plain[Kind] = GpuDevice.OpenUnoptimized(Kind);
        }
    }

    public static TheoryData<string> Kernels => [.. calls.Keys];

    [Theory, MemberData(nameof(Kernels))]
    public void Kernels_of_all_kinds(string kernel) => Compare(calls[kernel]);

    private static readonly Dictionary<string, Func<Device, Tensor>> calls = new()
    {
        ["broadcast"] = device => Draw(device, 5, 1, 7) * Draw(device, 3, 1),
        ["sum of lines"] = device => Draw(device, 5, 70).Sum(1),
        ["sum of columns"] = device => Draw(device, 70, 5).Sum(0),
        ["sum of all"] = device => Draw(device, 300, 70).Sum(),
        ["largest"] = device => Draw(device, 5, 70).Max(1),
        ["position of the largest"] = device => Draw(device, 5, 70).ArgMax(1),
        ["softmax of lines"] = device => Draw(device, 5, 33).Softmax(1),
        ["softmax of columns"] = device => Draw(device, 33, 5).LogSoftmax(0),
        ["product"] = device => Draw(device, 9, 20).MatMul(Draw(device, 20, 13)),
        ["product, transposed"] = device => Draw(device, 20, 9).MatMul(Draw(device, 13, 20), true, true),
        ["dense layer"] = device => Draw(device, 9, 20).Linear(Draw(device, 13, 20), Draw(device, 13), default(Softplus)),
        ["normal numbers"] = device => new RandomStream(3).Normal([77], device),
        ["sampled weights"] = device => Variational.Sample(Draw(device, 77), Draw(device, 77), new RandomStream(3)),
        ["gather"] = device => Draw(device, 9, 7).Gather(Tensor.Of([8.0, 0, 3], device)),
        ["scatter-add of few"] = device => Draw(device, 5, 7).ScatterAdd(Tensor.Of([2.0, 0, 2, 1, 2], device), 3),
        ["scatter-add of many"] = device => Draw(device, 600, 3).ScatterAdd(Tensor.From([.. Enumerable.Range(0, 600).Select(i => i * i % 37.0)], [600], device), 37),
        ["transposition"] = device => Draw(device, 3, 40, 35).Transpose(),
        ["permutation"] = device => Draw(device, 3, 5, 4).Permute(1, 0, 2),
        ["layer norm"] = device => Draw(device, 5, 33).LayerNorm(Draw(device, 33), Draw(device, 33)),
    };

    private static Tensor Draw(Device device, params int[] lengths) => Tensor.Randn(Shape.Create(lengths), seed: 7).To(device);

    protected void Compare(Func<Device, Tensor> call)
    {
        using var scope = new Scope();
        float[] unoptimized = call(Plain).ToArray(), optimized = call(TestDevices.Require(Kind)).ToArray();
        for (var i = 0; i < optimized.Length; i++)
            Assert.True(Ulp.Between(optimized[i], unoptimized[i], 1) <= Ulps, $"element {i}: {optimized[i]:r} optimized, {unoptimized[i]:r} not");
    }
}

public sealed class OptimizationOnOpenCl : OptimizationTests
{
    protected override GpuKind Kind => GpuKind.OpenCl;

    protected override double Ulps => 0;
}

/// <summary>Here every op too: on some of them, unoptimized, PoCL 6 ends the process ("Instruction Combining did not reach a fixpoint").</summary>
public sealed class OptimizationOnCuda : OptimizationTests
{
    protected override GpuKind Kind => GpuKind.Cuda;

    /// <summary>ptxas joins products and sums by itself. Not yet seen on a card.</summary>
    protected override double Ulps => 16;

    [Theory, MemberData(nameof(OpCatalog.Unary), MemberType = typeof(OpCatalog))]
    public void Ops(string name) => OpCatalog.Call(typeof(OptimizationOnCuda), nameof(CompareOp), OpCatalog.Op(name), this);

    private static void CompareOp<Op>(Op op, OptimizationOnCuda tests) where Op : struct, IUnaryOp =>
        tests.Compare(device => Tensor.From(DomainAttribute.Of(typeof(Op)).Points(101, 0.37), [101], device).Map(op));
}
