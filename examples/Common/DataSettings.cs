using System.ComponentModel;
using Engine;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Examples;

/// <summary>The options of examples that read images.</summary>
public class DataSettings : ExampleSettings
{
    [CommandOption("--images <COUNT>")]
    [Description("Use only the first COUNT training images, and at most as many test images: for a quick look.")]
    public int? Images { get; init; }

    [CommandOption("--data <FOLDER>")]
    [Description("Folder that holds mnist/ and what else the example reads; the repository's data/ unless given.")]
    public string? Data { get; init; }

    public override ValidationResult Validate() => Images < 1 ? ValidationResult.Error($"--images must be at least 1, not {Images}.") : base.Validate();

    /// <summary>MNIST, as much of it as the options say.</summary>
    public (Dataset Train, Dataset Test) LoadMnist()
    {
        var mnist = Mnist.Load(Data);
        return Images is { } count ? (mnist.Train.Take(Math.Min(count, mnist.Train.Count)), mnist.Test.Take(Math.Min(count, mnist.Test.Count))) : (mnist.Train, mnist.Test);
    }

    /// <summary>The test images of Fashion-MNIST, as many at most as the options say.</summary>
    public Dataset LoadFashionMnist()
    {
        var test = FashionMnist.Load(Data is { } folder ? Path.Combine(folder, "fashion-mnist") : null).Test;
        return Images is { } count ? test.Take(Math.Min(count, test.Count)) : test;
    }
}
