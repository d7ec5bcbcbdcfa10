using System.Diagnostics;

namespace Engine.Gpu.Kernels;

/// <summary>Chooses a kernel for a product: by a trial at the first of its class, and by a fixed rule where trials are off.</summary>
/// <remarks>
/// All candidates give the same bits, so a trial that comes out otherwise next time changes no result; and the trial's results are
/// the product's own. Trials take some milliseconds a class and the time to compile; the environment variable
/// ENGINE_GPU_TUNE=0 turns them off.
/// </remarks>
internal sealed class ProductTuner(Launcher launcher)
{
    /// <summary>How long the launches of one candidate should take together, and their most.</summary>
    private const double TrialSeconds = 1e-3;
    private const int MostLaunches = 20;

    private readonly Dictionary<ProductKey, ProductRung> chosen = [];
    private readonly Lock gate = new();

    /// <summary>Whether there are trials. The emulated device has none: its times say nothing.</summary>
    public bool Enabled { get; set; } = launcher.GroupSize == GroupLimits.Threads && Environment.GetEnvironmentVariable("ENGINE_GPU_TUNE") != "0";

    /// <summary>Multiply-adds from which there is a trial; below, every kernel takes about as long as its launch.</summary>
    public long LeastForTrial { get; init; } = 1 << 22;

    /// <summary>The classes tried so far, with what they came to.</summary>
    public IReadOnlyDictionary<ProductKey, ProductRung> Chosen
    {
        get { lock (gate) return new Dictionary<ProductKey, ProductRung>(chosen); }
    }

    /// <summary>The kernel for a product of <paramref name="terms"/> terms a sum.</summary>
    public ProductRung For<Op>(in MatMulPlan plan, in ProductCall<Op> call, int terms) where Op : struct, IUnaryOp
    {
        if (!Enabled || (long)plan.M * plan.N * terms * call.Count < LeastForTrial) return ProductRungs.Fixed(launcher, plan.M, plan.N, call.Count);
        var key = ProductKey.Of(plan, terms, call.Count);
        lock (gate)
            if (chosen.TryGetValue(key, out var known)) return known;
        var best = Fastest(plan, call);
        lock (gate) chosen[key] = best;
        return best;
    }

    private ProductRung Fastest<Op>(in MatMulPlan plan, in ProductCall<Op> call) where Op : struct, IUnaryOp
    {
        var (best, least) = (ProductRungs.Fixed(launcher, plan.M, plan.N, call.Count), double.PositiveInfinity);
        foreach (var rung in ProductRungs.Candidates(launcher))
        {
            if (Idle(rung, plan, call.Count)) continue;
            // The first launch compiles the kernel, the second says how many make a measurement.
            Seconds(rung, plan, call, launches: 1);
            var once = Seconds(rung, plan, call, launches: 1);
            if (once > 4 * least) continue;
            var seconds = Seconds(rung, plan, call, (int)Math.Clamp(TrialSeconds / once, 1, MostLaunches));
            if (seconds < least) (best, least) = (rung, seconds);
        }
        return best;
    }

    /// <summary>Whether three quarters of the device would do nothing: then it is not worth compiling.</summary>
    private bool Idle(ProductRung rung, in MatMulPlan plan, int count) =>
        rung != ProductRungs.Candidates(launcher)[0] && 4 * rung.Tiles(plan.M, plan.N) * count < launcher.Multiprocessors;

    /// <summary>Of one launch.</summary>
    private double Seconds<Op>(ProductRung rung, in MatMulPlan plan, in ProductCall<Op> call, int launches) where Op : struct, IUnaryOp
    {
        launcher.Wait();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < launches; i++) rung.Run(launcher, call, plan.TransposeA, plan.TransposeB);
        launcher.Wait();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / launches;
    }
}
