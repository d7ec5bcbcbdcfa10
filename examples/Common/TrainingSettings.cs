using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Examples;

/// <summary>The options of examples that train.</summary>
public class TrainingSettings : DataSettings
{
    [CommandOption("--epochs <COUNT>")]
    [Description("Passes over the training images; the example's own number unless given.")]
    public int? Epochs { get; init; }

    [CommandOption("--resume")]
    [Description("Go on from the checkpoint in the output folder.")]
    public bool Resume { get; init; }

    public override ValidationResult Validate() =>
        Epochs < 1 ? ValidationResult.Error($"--epochs must be at least 1, not {Epochs}.")
        : base.Validate();
}
