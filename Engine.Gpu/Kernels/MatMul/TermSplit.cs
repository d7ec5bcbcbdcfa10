namespace Engine.Gpu.Kernels;

/// <summary>Into how many parts each sum is cut, where C alone has too few tiles to keep a device busy. A fixed rule of the sizes, not
/// of any measurement: another cut adds in another order, and results must not change from run to run.</summary>
/// <param name="Parts">Parts.</param>
/// <param name="Terms">Terms of each part, of the last perhaps fewer.</param>
internal readonly record struct TermSplit(int Parts, int Terms)
{
    /// <summary>A tile of middle size, and the fewest terms that repay another pass over the parts.</summary>
    private const int Tile = 64, FewestTerms = 128;

    /// <summary>Multiple of terms in a part, so that slabs are full and quads stay aligned.</summary>
    private const int Multiple = 16;

    /// <summary>No cut if there is a tile for each multiprocessor; otherwise enough parts for two.</summary>
    public static TermSplit Of(int m, int n, int k, int count, int multiprocessors)
    {
        var tiles = (long)((m - 1) / Tile + 1) * ((n - 1) / Tile + 1) * count;
        var parts = tiles >= multiprocessors ? 1 : (int)Math.Min(2 * multiprocessors / tiles, k / FewestTerms);
        return Into(Math.Max(1, parts), k);
    }

    /// <summary>At most so many parts.</summary>
    public static TermSplit Into(int parts, int k)
    {
        if (parts == 1) return new(1, k);
        var terms = (k / parts + Multiple) / Multiple * Multiple;
        return new((k - 1) / terms + 1, terms);
    }
}
