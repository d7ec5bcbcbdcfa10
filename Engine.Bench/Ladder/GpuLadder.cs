using Engine.Bench.Crossover;
using Engine.Bench.Limits;
using Engine.Gpu;
using Engine.Gpu.Kernels;
using Engine.Operations;

namespace Engine.Bench.Ladder;

/// <summary>Measures the product on every rung of a GPU's ladder, as in docs/matrix-product.md.</summary>
/// <param name="device">The device.</param>
/// <param name="time">How a rung is timed.</param>
/// <param name="limit">Seconds that one product may take; larger ones of its rung are left out.</param>
public sealed class GpuLadder(GpuDevice device, SteadyTime time, double limit)
{
    /// <summary>The engine's own choice.</summary>
    public const string Chosen = "the engine's choice";

    /// <summary>NVIDIA's library.</summary>
    public const string Library = "cuBLAS";

    private readonly Dictionary<string, (int Side, double Milliseconds)> last = [];

    /// <summary>The rungs from the simplest on, the engine's choice, and NVIDIA's library where it is, at each of the growing sizes.</summary>
    /// <param name="sides">Sizes of square matrices.</param>
    /// <param name="progress">Told each size; and why there is nothing to compare with.</param>
    public IReadOnlyList<LadderPoint> Measure(IReadOnlyList<int> sides, Action<string> progress)
    {
        using var library = CuBlas.TryOpen(device, out var why);
        if (why is not null) progress(why);
        return [.. sides.SelectMany(side => { progress($"{device.Name}: {side}³"); return At(side, library); })];
    }

    private LadderPoint[] At(int side, CuBlas? library)
    {
        using var scope = new Scope();
        var (a, b, c) = (Tensor.Rand([side, side], seed: 1, device), Tensor.Rand([side, side], seed: 2, device), Tensor.Zeros([side, side], device));
        var plan = new MatMulPlan(side, side, side, false, false, [0], [0]);
        var call = new ProductCall<Identity>(default, new(plan, BatchRun.From(plan, 0, 1), hasBias: false, TermSplit.Into(1, side)), 1, View(a), View(b), View(c), View(c));
        var reference = library is null ? null : Rate(Library, side, () => library.Multiply(side, View(a), View(b), View(c)));
        List<LadderPoint> points = [.. ProductRungs.Ladder(device.Launcher).ToArray().Select(rung => new LadderPoint(side, rung.Name, Rate(rung.Name, side, () => rung.Run(device.Launcher, call, false, false)), reference))];
        points.Add(new(side, Chosen, Rate(Chosen, side, () => device.MatMul(plan, a.Memory, b.Memory, null, default(Identity), c.Memory)), reference));
        if (library is not null) points.Add(new(side, Library, reference, reference));
        return [.. points];
    }

    /// <summary>GFLOP/s; null if by the last, smaller size it would take too long.</summary>
    private double? Rate(string rung, int side, Action product)
    {
        if (last.TryGetValue(rung, out var before) && before.Milliseconds / 1e3 * Math.Pow((double)side / before.Side, 3) > limit) return null;
        var milliseconds = time.Measure(product, device.Synchronize);
        last[rung] = (side, milliseconds);
        return Work.Product(side, side, side).Flops / milliseconds / 1e6;
    }

    private static ILGPU.ArrayView<float> View(Tensor tensor) => ((GpuStorage)tensor.Memory).View;
}
