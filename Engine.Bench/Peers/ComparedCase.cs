namespace Engine.Bench.Peers;

/// <summary>A case on a number of threads: this engine's time and the fastest peer's.</summary>
/// <param name="Case">The case's name.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="Ours">Milliseconds of this engine; null if it was not measured.</param>
/// <param name="Peer">Which peer is fastest; null if none was measured.</param>
/// <param name="Theirs">Its milliseconds.</param>
public sealed record ComparedCase(string Case, int Threads, double? Ours, string? Peer, double? Theirs)
{
    private static readonly string[] networks = ["vae-", "iwae-", "bnn-", "ae-"];

    /// <summary>How many times as fast as the fastest peer this engine is.</summary>
    public double? Ratio => Theirs / Ours;

    /// <summary>Whether it is a training step, not a prediction or a single operation.</summary>
    public bool IsTrainingStep =>
        networks.Any(start => Case.StartsWith(start, StringComparison.Ordinal)) && !Case.Contains("-predict-", StringComparison.Ordinal);

    /// <summary>Each case and number of threads once, in the order of their first line.</summary>
    /// <param name="rows">Times of all engines, of one round or more.</param>
    /// <param name="median">Compare the smallest round's median instead of the quickest repetition of all rounds.</param>
    public static IReadOnlyList<ComparedCase> Of(IEnumerable<TimeRow> rows, bool median = false)
    {
        double Time(TimeRow row) => median ? row.Time.Median : row.Time.Min;
        return [.. from row in rows
                   group row by (row.Threads, row.Case) into same
                   orderby same.Key.Threads
                   let ours = same.Where(row => row.IsOurs).MinBy(Time)
                   let peer = same.Where(row => !row.IsOurs).MinBy(Time)
                   select new ComparedCase(same.Key.Case, same.Key.Threads, ours is null ? null : Time(ours), peer?.Engine, peer is null ? null : Time(peer))];
    }
}
