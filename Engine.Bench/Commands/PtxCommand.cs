using Engine.Bench.Ptx;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>Compiles every kernel that a model uses for NVIDIA's cards without one, and tells registers and shared memory of each.</summary>
public sealed class PtxCommand : Command<PtxSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, PtxSettings settings, CancellationToken cancellationToken)
    {
        if (Ptxas.Find(settings.Ptxas, out var why) is not { } ptxas)
        {
            Console.Error.WriteLine(why);
            return 1;
        }
        var kernels = UsedKernel.OfModels();
        if (settings.Keep is { } folder) Keep(kernels, Directory.CreateDirectory(folder).FullName);
        var reports = new PtxCheck(ptxas).Run(kernels);
        PtxTable.Write(Console.Out, reports);
        return reports.Any(report => report.Faults.Any()) ? 1 : 0;
    }

    private static void Keep(IReadOnlyList<UsedKernel> kernels, string folder)
    {
        using var compiler = new PtxCompiler(PtxCheck.Architectures[0].Architecture);
        foreach (var kernel in kernels)
            File.WriteAllText(Path.Combine(folder, $"{string.Concat(kernel.ToString().Where(letter => letter != ' ').Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}.ptx"), compiler.Compile(kernel.Method));
    }
}
