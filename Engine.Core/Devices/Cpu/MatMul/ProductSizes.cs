namespace Engine.Devices.Cpu;

/// <summary>The numbers of the packed product, with their reasons. The scheme is that of Goto and van de Geijn, "Anatomy of
/// High-Performance Matrix Multiplication" (2008), and of BLIS (Van Zee and van de Geijn, 2015).</summary>
/// <remarks>None depends on the number of threads: they decide in which order each element is summed, and results must not
/// change with the threads.</remarks>
internal static class ProductSizes
{
    /// <summary>MR for 512-bit vectors: 12 rows by 2 vectors are 24 accumulators; with 2 vectors of B and a broadcast of A that
    /// is 27 of the 32 registers. Twelve is three steps of 4, which most layer sizes divide.</summary>
    public const int Rows512 = 12;

    /// <summary>The last panel of rows is padded to this only: even a tile of 4 by 2 vectors keeps the 8 sums in flight
    /// that hide a fused multiply-add's latency of 4 cycles.</summary>
    public const int RowStep512 = 4;

    /// <summary>MR for 256-bit vectors: 6 rows by 2 vectors are 12 accumulators; with B and A that is 15 of the 16 registers.</summary>
    public const int Rows256 = 6;

    /// <summary>As <see cref="RowStep512"/>.</summary>
    public const int RowStep256 = 2;

    /// <summary>NR in vectors. Two: each broadcast of A serves two multiply-adds, and loads stay well below one a cycle.</summary>
    public const int TileVectors = 2;

    /// <summary>KC, the terms summed in registers before C is touched. Long, so that C is touched seldom and 784 terms are done at
    /// once (measured: 4 % faster than 512). A panel of A (12 · KC floats = 38 KiB) and one of B (32 · KC = 100 KiB) stream from
    /// the second cache, which gives far more than the 40 floats that 24 cycles of multiply-adds take.</summary>
    public const int Depth = 800;

    /// <summary>MC, the rows of A packed at a time: MC · KC floats = 1.5 MiB, a share of the third cache. What must stay in the
    /// second, 1 MiB, are the panels of one block.</summary>
    public const int RowsPacked = 480;

    /// <summary>NC, the columns of B packed at a time: NC · KC floats = 6.3 MiB, a share of the third cache.</summary>
    public const int ColumnsPacked = 2048;

    /// <summary>The most panels of A in one block of work: a panel of B is loaded once for so many tiles.</summary>
    public const int PanelsPerBlock = 4;

    /// <summary>Blocks a product should fall into, if it has so many tiles, to keep several threads equally busy.</summary>
    public const int BlocksWanted = 16;

    /// <summary>Below so many multiply-adds (about 4 µs) a second thread costs more than it brings.</summary>
    public const long OneThreadBelow = 200_000;

    /// <summary>Up to so many multiply-adds the plain loops end before packing would.</summary>
    public const long NaiveUpTo = 256;

    /// <summary>Up to so many rows the product is bound by reading B once a row, and packing B would only read it more.</summary>
    public const int ThinRows = 3;

    /// <summary>Columns that one block of a thin product computes: 1 KiB runs of B's rows, for the prefetcher.</summary>
    public const int ThinColumns = 256;

    /// <summary>Cuts <paramref name="total"/> into equal parts of at most <paramref name="most"/>, each a multiple of
    /// <paramref name="step"/> but the last: 784 terms as 392 + 392 rather than 512 + 272.</summary>
    public static int EqualParts(int total, int most, int step)
    {
        int parts = ((total - 1) / most) + 1;
        int size = ((total - 1) / parts) + 1;
        return Math.Min(most, ((size - 1) / step * step) + step);
    }
}
