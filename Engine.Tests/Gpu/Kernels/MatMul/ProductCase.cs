using Engine.Gpu;
using Engine.Gpu.Kernels;
using Engine.Operations;

namespace Engine.Tests.Gpu.Kernels.MatMul;

/// <summary>A product with random operands, to be computed in several ways.</summary>
internal sealed class ProductCase
{
    /// <summary>Numbers behind C that nobody may change.</summary>
    private const int Margin = 7;

    private const float Untouched = 12345;

    private readonly float[] a, b, bias;

    /// <param name="plan">Sizes, storage and batch.</param>
    /// <param name="hasBias">Whether C = tanh(A·B + bias) is asked for, or A·B.</param>
    public ProductCase(MatMulPlan plan, bool hasBias)
    {
        (Plan, HasBias) = (plan, hasBias);
        var random = new Random((plan.M * 1009 + plan.N) * 1009 + plan.K);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        a = Numbers(plan.OffsetsA.DefaultIfEmpty().Max() + plan.M * plan.K);
        b = Numbers(plan.OffsetsB.DefaultIfEmpty().Max() + plan.K * plan.N);
        bias = Numbers(plan.N);
    }

    public MatMulPlan Plan { get; }

    public bool HasBias { get; }

    private int Results => Plan.Batch * Plan.M * Plan.N;

    /// <summary>A single product.</summary>
    public static MatMulPlan Single(int m, int n, int k, bool transposeA = false, bool transposeB = false) => new(m, n, k, transposeA, transposeB, [0], [0]);

    /// <summary>As the engine computes it on a device.</summary>
    public float[] OnDevice(Device device) => Compute(device, (a, b, bias, c) =>
    {
        if (HasBias) device.MatMul(Plan, a, b, bias, default(Tanh), c);
        else device.MatMul(Plan, a, b, null, default(Identity), c);
    });

    /// <summary>By one rung.</summary>
    public float[] By(ProductRung rung, GpuDevice device) => Compute(device, (a, b, bias, c) =>
    {
        foreach (var run in Runs())
        {
            var shape = new ProductShape(Plan, run, HasBias, TermSplit.Into(1, Plan.K));
            var to = View(c).SubView(run.First * Plan.M * Plan.N);
            if (HasBias) rung.Run<Tanh>(device.Launcher, new(default, shape, run.Count, View(a), View(b), View(bias), to), Plan.TransposeA, Plan.TransposeB);
            else rung.Run<Identity>(device.Launcher, new(default, shape, run.Count, View(a), View(b), View(bias), to), Plan.TransposeA, Plan.TransposeB);
        }
    });

    /// <summary>With its sums in parts.</summary>
    public float[] InParts(GpuDevice device, int parts) => Compute(device, (a, b, bias, c) =>
    {
        foreach (var run in Runs())
        {
            var to = View(c).SubView(run.First * Plan.M * Plan.N);
            if (HasBias) device.Product.Split(Plan, run, TermSplit.Into(parts, Plan.K), View(a), View(b), View(bias), default(Tanh), to);
            else device.Product.Split(Plan, run, TermSplit.Into(parts, Plan.K), View(a), View(b), null, default(Identity), to);
        }
    });

    /// <summary>Fails where a number is further from the reference than the roundings of K additions allow: K·2⁻²⁴ of the sum of
    /// magnitudes, which are at most 1/4 each; tanh makes no error larger and adds a few units in the last place.</summary>
    public void Check(float[] computed, string how)
    {
        var expected = OnDevice(Device.Reference);
        var tolerance = (Plan.K + 8) * Math.ScaleB(1, -24) * (Plan.K / 4.0 + 1);
        for (var i = 0; i < Results; i++)
            if (!(Math.Abs(computed[i] - expected[i]) <= tolerance)) Assert.Fail($"{how}, {this}: number {i} is {computed[i]:R}, expected {expected[i]:R}");
    }

    public override string ToString() => $"[{Plan.M}, {Plan.K}]{(Plan.TransposeA ? "ᵀ" : "")}·[{Plan.K}, {Plan.N}]{(Plan.TransposeB ? "ᵀ" : "")}, {Plan.Batch} times{(HasBias ? ", bias and tanh" : "")}";

    private static ILGPU.ArrayView<float> View(Storage storage) => ((GpuStorage)storage).View;

    private IEnumerable<BatchRun> Runs()
    {
        for (var first = 0; first < Plan.Batch;)
        {
            var run = BatchRun.From(Plan, first, Plan.Batch - first);
            yield return run;
            first += run.Count;
        }
    }

    private float[] Compute(Device device, Action<Storage, Storage, Storage, Storage> product)
    {
        Storage[] storages = [device.Rent(a.Length), device.Rent(b.Length), device.Rent(bias.Length), device.Rent(Results + Margin)];
        device.Upload(a, storages[0]);
        device.Upload(b, storages[1]);
        device.Upload(bias, storages[2]);
        device.Fill(storages[3], Results + Margin, Untouched);
        product(storages[0], storages[1], storages[2], storages[3]);
        var c = new float[Results + Margin];
        device.Download(storages[3], c);
        foreach (var storage in storages) storage.Release();
        Assert.All(c[Results..], number => Assert.Equal(Untouched, number));
        return c[..Results];
    }
}
