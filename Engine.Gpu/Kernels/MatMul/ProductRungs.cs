namespace Engine.Gpu.Kernels;

/// <summary>The rungs in groups that a device can run, and which of them the engine uses. The only place that asks what device it is.</summary>
internal static class ProductRungs
{
    private static readonly ProductRung[] full =
    [
        new NaiveProduct(), new SharedTileProduct<Square16>(), new RegisterTileProduct<Threads16x16>(),
        new VectorTileProduct<Threads8x8, Tile4>(), new VectorTileProduct<Threads16x16Deep, Tile4>(),
        new VectorTileProduct<Threads16x16, Tile8>(), new VectorTileProduct<Threads16x16Deep, Tile8>(),
    ];

    private static readonly ProductRung[] emulated =
    [
        new NaiveProduct(), new SharedTileProduct<Square2>(), new RegisterTileProduct<Threads4x2>(),
        new VectorTileProduct<Threads4x2, Tile4>(), new VectorTileProduct<Threads4x2, Tile8>(),
    ];

    /// <summary>From the simplest to the fastest for large products.</summary>
    /// <remarks>The last one needs 33 KiB of shared memory, and an OpenCL device may have as little as 32.</remarks>
    public static ReadOnlySpan<ProductRung> Ladder(Launcher launcher)
    {
        if (launcher.GroupSize < GroupLimits.Threads) return emulated;
        return full[^1].SharedBytes <= launcher.Accelerator.MaxSharedMemoryPerGroup ? full : full.AsSpan()[..^1];
    }

    /// <summary>Those of the fourth rung, by size of their tiles, among which the engine chooses.</summary>
    public static ReadOnlySpan<ProductRung> Candidates(Launcher launcher) => Ladder(launcher)[3..];

    /// <summary>By a fixed rule: the largest tiles of which there is still one for each multiprocessor, else the smallest.</summary>
    public static ProductRung Fixed(Launcher launcher, int m, int n, int count)
    {
        var candidates = Candidates(launcher);
        for (var i = candidates.Length - 1; i > 0; i--)
            if (candidates[i].Tiles(m, n) * count >= launcher.Multiprocessors) return candidates[i];
        return candidates[0];
    }
}
