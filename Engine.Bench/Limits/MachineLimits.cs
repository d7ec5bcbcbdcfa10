using System.Runtime.Intrinsics;
using Engine.Lanes;

namespace Engine.Bench.Limits;

/// <summary>The best that this machine does with a number of threads: every figure of a case is a share of one of these.</summary>
/// <param name="Threads">How many threads took part.</param>
/// <param name="Gigaflops">Float multiply-adds, 10⁹ floating-point operations a second.</param>
/// <param name="Bandwidths">10⁹ bytes a second, read and written together.</param>
public sealed record MachineLimits(int Threads, double Gigaflops, IReadOnlyDictionary<(Access Access, MemoryLevel Level), double> Bandwidths)
{
    private const int Tries = 12;

    /// <summary>Nanoseconds that a word takes from one thread to another and back; null for one thread.</summary>
    public double? RoundTrip { get; init; }

    /// <summary>Bytes that a thread works on: half of the first two caches, what each core of many has of the third, far more than all.</summary>
    private static readonly (MemoryLevel Level, long Bytes, int Passes)[] sets =
        [(MemoryLevel.L1, 16 << 10, 40_000), (MemoryLevel.L2, 512 << 10, 1000), (MemoryLevel.L3, 6 << 20, 60), (MemoryLevel.Memory, 128 << 20, 2)];

    private static readonly Dictionary<int, MachineLimits> known = [];

    /// <summary>Measured the first time that a number of threads is asked for; takes about a second.</summary>
    public static MachineLimits Of(int threads)
    {
        lock (known)
            return known.TryGetValue(threads, out var limits) ? limits : known[threads] = Measure(threads);
    }

    /// <summary>Measures, with the widest vectors that the machine has.</summary>
    /// <param name="threads">How many threads work at once, each on memory of its own.</param>
    /// <param name="share">Part of the work that is done, for a quick look; the default gives stable figures.</param>
    public static MachineLimits Measure(int threads, double share = 1) =>
        Vector512.IsHardwareAccelerated ? Measure<V512>(threads, share) : Measure<V256>(threads, share);

    private static MachineLimits Measure<V>(int threads, double share) where V : struct, IVectorLane<V>
    {
        var rounds = (long)(5_000_000 * share);
        var flops = FmaChains<V>.Flops(rounds) * threads / Team.Best(threads, Tries, _ => FmaChains<V>.Run(rounds));
        Dictionary<(Access, MemoryLevel), double> bandwidths = [];
        foreach (var (level, bytes, passes) in sets)
        {
            WorkingSet<V>[] own = [.. Enumerable.Range(0, threads).Select(_ => new WorkingSet<V>(bytes))];
            var turns = (int)Math.Ceiling(passes * share);
            foreach (var access in Enum.GetValues<Access>())
                bandwidths[(access, level)] = own[0].BytesMoved(access) * turns * threads / 1e9 / Team.Best(threads, Tries, number => own[number].Run(access, turns));
            foreach (var set in own) set.Dispose();
        }
        return new(threads, flops / 1e9, bandwidths) { RoundTrip = threads == 1 ? null : Limits.RoundTrip.Nanoseconds((int)Math.Ceiling(200_000 * share)) };
    }
}
