namespace Engine.Gpu.Kernels;

/// <summary>The rungs in groups that a device can run.</summary>
internal static class ProductRungs
{
    private static readonly NaiveProduct naive = new();

    private static readonly ProductRung[] full =
    [
        naive,
        new VectorTileProduct<Threads8x8, Tile4>(), new VectorTileProduct<Threads16x16Deep, Tile4>(), new VectorTileProduct<Threads16x16, Tile8>(),
    ];

    private static readonly ProductRung[] emulated = [naive, new VectorTileProduct<Threads4x2, Tile4>(), new VectorTileProduct<Threads4x2, Tile8>()];

    /// <summary>From the simplest to the fastest for large products.</summary>
    public static IReadOnlyList<ProductRung> For(Launcher launcher) => launcher.GroupSize == GroupLimits.Threads ? full : emulated;

    /// <summary>By a fixed rule: the largest tiles of which there is still one for each multiprocessor, else the smallest.</summary>
    public static ProductRung Fixed(Launcher launcher, int m, int n, int count)
    {
        var rungs = For(launcher);
        for (var i = rungs.Count - 1; i > 1; i--)
            if (rungs[i].Tiles(m, n) * count >= launcher.Accelerator.NumMultiprocessors) return rungs[i];
        return rungs[1];
    }
}
