using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Engine.Bench.Benchmarks;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>Runs the BenchmarkDotNet classes; options after <c>--</c> are BenchmarkDotNet's own.</summary>
public sealed class RunCommand : Command<RunSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, RunSettings settings, CancellationToken cancellationToken)
    {
        var config = DefaultConfig.Instance.AddColumn(WorkColumn.Rate, WorkColumn.Share);
        var reports = BenchmarkSwitcher.FromAssembly(typeof(RunCommand).Assembly).Run(settings.Arguments(context.Remaining.Raw), config);
        return reports.Any(report => report.HasCriticalValidationErrors || report.Reports.Any(run => !run.Success)) ? 1 : 0;
    }
}
