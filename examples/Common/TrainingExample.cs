using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Engine.Models;
using Spectre.Console.Cli;

namespace Examples;

/// <summary>An example that trains and needs no options but those of all such.</summary>
public abstract class TrainingExample : TrainingExample<TrainingSettings>;

/// <summary>What examples that train share: files in the output folder, the message after Ctrl-C, and the weights' hash.</summary>
public abstract class TrainingExample<TSettings> : AsyncCommand<TSettings> where TSettings : TrainingSettings
{
    /// <summary>The example's name, which is its output folder's too.</summary>
    protected abstract string Name { get; }

    /// <summary>The bar (or lines) of progress, with the time to the first step.</summary>
    protected static ITrainingProgress Progress => new StartupProgress(ConsoleProgress.Bar);

    /// <summary>Trains, draws and prints the result line; the return value is the exit code.</summary>
    protected abstract Task<int> Train(TSettings options, CancellationToken cancel);

    /// <inheritdoc/>
    public override Task<int> ExecuteAsync(CommandContext context, TSettings settings, CancellationToken cancellationToken) => Train(settings, cancellationToken);

    /// <summary>A file of the output folder.</summary>
    protected string File(TrainingSettings options, string name) => Path.Combine(Folder(options), name);

    /// <summary>The output folder, which is made if it is not there.</summary>
    protected string Folder(TrainingSettings options) => Directory.CreateDirectory(options.Out ?? Path.Combine("out", Name)).FullName;

    /// <summary>Says that training was stopped and how to go on; the exit code is that of a program ended by Ctrl-C.</summary>
    protected static int Stopped(string checkpoint)
    {
        Console.WriteLine($"Stopped. The checkpoint is {checkpoint}; the same command with --resume goes on from it.");
        return 130;
    }

    /// <inheritdoc cref="Example.Result"/>
    protected static int Result(params (string Key, object Value)[] values) => Example.Result(values);

    /// <summary>The SHA-256 of all weights as bytes: equal for equal weights, bit for bit.</summary>
    protected static string Sha256(Module module)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in module.Parameters) hash.AppendData(MemoryMarshal.AsBytes(parameter.ToDoubles().AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
