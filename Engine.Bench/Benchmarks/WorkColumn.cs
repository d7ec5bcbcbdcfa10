using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Engine.Bench.Limits;

namespace Engine.Bench.Benchmarks;

/// <summary>A column that puts a mean time in relation to the work of the benchmark.</summary>
public sealed class WorkColumn : IColumn
{
    private readonly Func<IHasWork, double, string> value;

    private WorkColumn(string name, string legend, Func<IHasWork, double, string> value) => (ColumnName, Legend, this.value) = (name, legend, value);

    /// <summary>GFLOP/s where there is arithmetic to count, else GB/s.</summary>
    public static WorkColumn Rate { get; } = new("Rate", "Matrix products in 10^9 operations a second, or else memory read and written in 10^9 bytes a second",
        (benchmark, milliseconds) => benchmark.Work.Flops > 0
            ? Text(benchmark.Work.Flops / milliseconds / 1e6, "F1", " GFLOP/s")
            : Text((benchmark.Work.BytesRead + benchmark.Work.BytesWritten) / milliseconds / 1e6, "F1", " GB/s"));

    /// <summary>The machine's least time over the measured one.</summary>
    public static WorkColumn Share { get; } = new("Of limit", "Share of what this machine can do (command: peaks) on the same number of threads",
        (benchmark, milliseconds) => Text(100 * benchmark.Work.LimitMilliseconds(MachineLimits.Of(benchmark.Threads)) / milliseconds, "F0", " %"));

    /// <inheritdoc/>
    public string Id => $"{nameof(WorkColumn)}.{ColumnName}";

    /// <inheritdoc/>
    public string ColumnName { get; }

    /// <inheritdoc/>
    public string Legend { get; }

    /// <inheritdoc/>
    public bool AlwaysShow => true;

    /// <inheritdoc/>
    public ColumnCategory Category => ColumnCategory.Custom;

    /// <inheritdoc/>
    public int PriorityInCategory => 0;

    /// <inheritdoc/>
    public bool IsNumeric => true;

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => true;

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        summary[benchmarkCase]?.ResultStatistics?.Mean is { } nanoseconds ? Of(benchmarkCase, nanoseconds / 1e6) : "-";

    /// <summary>The cell of a benchmark that takes so many milliseconds; <c>-</c> if its class tells no work.</summary>
    public string Of(BenchmarkCase benchmark, double milliseconds)
    {
        if (Activator.CreateInstance(benchmark.Descriptor.Type) is not IHasWork instance) return "-";
        foreach (var parameter in benchmark.Parameters.Items) instance.GetType().GetProperty(parameter.Name)!.SetValue(instance, parameter.Value);
        return value(instance, milliseconds);
    }

    private static string Text(double number, string format, string unit) => number.ToString(format, CultureInfo.InvariantCulture) + unit;
}
