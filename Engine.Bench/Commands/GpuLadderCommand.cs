using Engine.Bench.Ladder;
using Engine.Gpu;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>Measures the matrix product on every rung of the ladder of each GPU, beside NVIDIA's library where that is found.</summary>
public sealed class GpuLadderCommand : Command<GpuLadderSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, GpuLadderSettings settings, CancellationToken cancellationToken)
    {
        var targets = settings.Targets;
        if (targets.Count == 0) throw new GpuException("This machine has no GPU to measure; --devices emulated climbs the ladder in the emulator, very slowly.");
        foreach (var target in targets)
        {
            using var device = (GpuDevice)target.Open();
            LadderTable.Write(AnsiConsole.Console, device.Name, new GpuLadder(device, settings.Time, settings.Limit).Measure(settings.Sides, Console.Error.WriteLine));
        }
        return 0;
    }
}
