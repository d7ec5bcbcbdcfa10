namespace Engine.Bench.Cases;

/// <summary>The mean answer of 32 drawn networks, and by one pass after the other what it is measured against.</summary>
internal static class PredictionCases
{
    private const int Samples = 32;

    /// <summary>Networks with all weights random, with those of the last layer, and of few weights.</summary>
    public static IEnumerable<BenchCase> All { get; } =
    [
        .. Both("bnn", [1, 10, 100, 1000], (device, rows) => new(device, Samples, rows)),
        Case($"bnn-apart-k{Samples}-n10", rows: 10, device => new BayesianPrediction(device, Samples, rows: 10).RunApart),
        .. Both("last", [1, 100, 1000], (device, rows) => BayesianPrediction.LastLayer(device, Samples, rows)),
        .. Both("small", [1, 10, 100, 1000], (device, rows) => BayesianPrediction.Small(device, Samples, rows)),
    ];

    private static IEnumerable<BenchCase> Both(string name, int[] batches, Func<Device, int, BayesianPrediction> prepare) => batches.SelectMany(rows => new[]
    {
        Case($"{name}-predict-k{Samples}-n{rows}", rows, device => prepare(device, rows).Run),
        Case($"{name}-passes-k{Samples}-n{rows}", rows, device => prepare(device, rows).RunPasses),
    });

    private static BenchCase Case(string name, int rows, Func<Device, Action> prepare) => new(name, prepare) { Work = BayesianPrediction.Work(Samples, rows) };
}
