namespace Engine.Devices.Cpu;

/// <summary>The numbers of the elementwise loops and reductions, with their reasons.</summary>
/// <remarks>None depends on the number of threads: those that decide in which order a sum is added must not, and the others
/// need not.</remarks>
internal static class CpuTuning
{
    /// <summary>Fewer elements than this run on the caller: 32 Ki additions take about 4 µs, a helper costs up to 1 µs to reach.</summary>
    public const int ParallelFrom = 32 * 1024;

    /// <summary>Elements in one block of work: 64 KiB an array, so three arrays fit a second-level cache, and a block (1 to 10 µs)
    /// is long beside the tenth of a microsecond that taking one costs.</summary>
    public const int BlockElements = 16 * 1024;

    /// <summary>Broadcast lines shorter than this are computed in batches: a line of its own costs about 25 ns.</summary>
    public const int ShortLine = 64;

    /// <summary>Results of so many elements (16 MiB, half of a large third-level cache) are written past the caches: they would be
    /// gone before they are read again, and a plain store first reads what it overwrites.</summary>
    public const int StreamedFrom = 4 * 1024 * 1024;

    /// <summary>Elements of a line that are summed in one go; the sums of a longer line's blocks are added in order.</summary>
    public const int LineBlock = 16 * 1024;

    /// <summary>Sums of fewer terms are in double throughout. In longer ones every four neighbours are added in float first, which
    /// halves the time: the conversion to double is the dearest part. The error is that of two roundings of so small partial sums,
    /// at most 2·2⁻²⁴·Σ|x| and usually 2⁻²⁴·√Σx², where a sum in float rounds once a term.</summary>
    public const int GroupedFrom = 128;

    /// <summary>Columns that are summed together: 2 KiB of a row, whose doubles stay in the first cache.</summary>
    public const int SumColumns = 512;

    /// <summary>At least so many rows go into one partial sum of columns: the partial sums stay below 1/32 of the data read.</summary>
    public const int SumRows = 64;

    /// <summary>Exponentials that are added in float before the sum moves to double: 64 additions a lane of 16 keep the
    /// rounding error near that of one addition.</summary>
    public const int FloatSum = 1024;

    /// <summary>As <see cref="FloatSum"/>, for the rows of a sum down columns.</summary>
    public const int FloatSumRows = 64;

    /// <summary>Columns that a running sum or a search walks down together.</summary>
    public const int WalkColumns = 256;

    /// <summary>Elements whose noise is drawn before it is used: with both parts of their divergences 12 KiB, a quarter of the first cache.</summary>
    public const int SampleChunk = 1024;

    /// <summary>Elements in one block of sampled weights, which cost about ten times a sum: 10 µs.</summary>
    public const int SampleBlock = 4 * SampleChunk;

    /// <summary>Side of the square that a transposition moves at a time: 32 lines of 128 bytes on both sides fit the first cache.</summary>
    public const int TransposeSide = 32;

    /// <summary>Products of a batch below so many multiply-adds (about 20 µs) are dealt out whole; larger ones are split inside.</summary>
    public const long WholeProduct = 1_000_000;
}
