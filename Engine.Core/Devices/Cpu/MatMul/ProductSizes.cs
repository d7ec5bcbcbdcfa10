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

    /// <summary>NR for 512-bit vectors.</summary>
    public const int Columns512 = 16 * TileVectors;

    /// <summary>MR for 256-bit vectors: 6 rows by 2 vectors are 12 accumulators; with B and A that is 15 of the 16 registers.</summary>
    public const int Rows256 = 6;

    /// <summary>As <see cref="RowStep512"/>.</summary>
    public const int RowStep256 = 2;

    /// <summary>NR in vectors. Two: each broadcast of A serves two multiply-adds, and loads stay well below one a cycle.</summary>
    public const int TileVectors = 2;

    /// <summary>KC, the terms summed in registers before C is touched. Long, so that C is touched seldom. A panel of 32 · KC floats
    /// (154 KiB) and the few others of a block stream from the second cache, which gives far more than the 44 floats that 24 cycles
    /// of multiply-adds take.</summary>
    public const int Depth = 1200;

    /// <summary>MC, left lines packed at a time: MC · KC floats = 2.3 MiB, a share of the third cache. What must stay in the
    /// second, 1 MiB, are the panels of one block.</summary>
    public const int LeftPacked = 480;

    /// <summary>NC, right lines packed at a time: NC · KC floats = 9.8 MiB, a share of the third cache.</summary>
    public const int RightPacked = 2048;

    /// <summary>Left lines above which packing the right side pays: each of its numbers is then used in so many rows, and packing
    /// costs 1 % or less.</summary>
    public const int RightStaysUpTo = 512;

    /// <summary>Stored rows whose distance is a multiple of this (4 KiB) compete for the same few places of a cache.</summary>
    private const int Conflict = 1024;

    /// <summary>How many terms ahead vectors that lie in the matrix are asked for: 24 · 24 cycles of multiply-adds, about the time
    /// that memory takes (measured on weights that come from memory: 3 % of a step).</summary>
    public const int TermsAhead = 24;

    /// <summary>Terms from which a tile of C is asked for before its sums: shorter ones end before it comes.</summary>
    public const int PrefetchFrom = 100;

    /// <summary>The most left panels in one block of work: a right panel is loaded once for so many tiles.</summary>
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

    /// <summary>Columns up to which dot products beat vectors along the columns: more would fill those.</summary>
    public const int DotColumns = 12;

    /// <summary>Terms from which they do: adding up the lanes of a sum costs as much as some 50 terms.</summary>
    public const int DotTerms = 128;

    /// <summary>Rows of one block of dot products: a multiple of the tile's.</summary>
    public const int DotRows = 16;

    /// <summary>Whether the left side is read where it lies. Twelve lines are twelve streams, which the first cache holds unless
    /// they compete for the same places.</summary>
    public static bool LeftStays(in Product product) => product.Left.Stride % Conflict != 0;

    /// <summary>Whether the right side is read where it lies: only if vectors can be, and if it is not used often. A tile of half the
    /// columns leaves half the time for each row, and is hurt by conflicts twice as dense.</summary>
    public static bool RightStays(in Product product, int tileColumns) =>
        product.Right.Line == 1 && product.LeftLines <= RightStaysUpTo && product.Right.Stride % (Conflict / Columns512 * tileColumns) != 0;

    /// <summary>Cuts <paramref name="total"/> into equal parts of at most <paramref name="most"/>, each a multiple of
    /// <paramref name="step"/> but the last: 784 terms as 392 + 392 rather than 512 + 272.</summary>
    public static int EqualParts(int total, int most, int step)
    {
        int parts = ((total - 1) / most) + 1;
        int size = ((total - 1) / parts) + 1;
        return Math.Min(most, ((size - 1) / step * step) + step);
    }
}
