using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Examples;

/// <summary>The options of examples that estimate −ln p(x) of test images by importance sampling.</summary>
public class LikelihoodSettings : TrainingSettings
{
    [CommandOption("--nll-samples <COUNT>")]
    [Description("Samples of z for the log-likelihood of each test image; Burda et al. take 5000.")]
    [DefaultValue(500)]
    public int NllSamples { get; init; } = 500;

    [CommandOption("--nll-images <COUNT>")]
    [Description("Test images that the log-likelihood is averaged over.")]
    [DefaultValue(1000)]
    public int NllImages { get; init; } = 1000;

    public override ValidationResult Validate() =>
        NllSamples < 1 ? ValidationResult.Error($"--nll-samples must be at least 1, not {NllSamples}.")
        : NllImages < 1 ? ValidationResult.Error($"--nll-images must be at least 1, not {NllImages}.")
        : base.Validate();
}
