using System.ComponentModel;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>The options of <see cref="PtxCommand"/>.</summary>
public sealed class PtxSettings : CommandSettings
{
    [CommandOption("--ptxas <FILE>")]
    [Description("NVIDIA's assembler; looked for on the search path, in CUDA's folder and by tools/get-ptxas unless given.")]
    public string? Ptxas { get; init; }

    [CommandOption("--keep <FOLDER>")]
    [Description("Write each kernel's PTX for sm_80 there too.")]
    public string? Keep { get; init; }
}
