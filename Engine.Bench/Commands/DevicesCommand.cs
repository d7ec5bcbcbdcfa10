using Engine.Bench.Targets;
using Engine.Gpu;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>Lists the machine's devices.</summary>
public sealed class DevicesCommand : Command
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CancellationToken cancellationToken)
    {
        DeviceTable.Write(AnsiConsole.Console, GpuDevice.List());
        return 0;
    }
}
