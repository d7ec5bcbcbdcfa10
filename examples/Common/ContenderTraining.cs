using Engine;
using Engine.Models;

namespace Examples;

/// <summary>Trains contenders one after the other. Each network has a checkpoint of its own, so a run that was stopped goes on with the network that it was at.</summary>
/// <param name="options">Device, and whether to go on from checkpoints.</param>
/// <param name="folder">Where the checkpoints are.</param>
/// <param name="cancel">Stops after the current step.</param>
public sealed class ContenderTraining(TrainingSettings options, string folder, CancellationToken cancel)
{
    /// <summary>Examples a step.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>The checkpoint written last.</summary>
    public string Checkpoint { get; private set; } = "";

    /// <summary>Trains all networks of a contender, from first weights that are a function of the seed.</summary>
    /// <returns>Whether it came to its end; false after Ctrl-C.</returns>
    public async Task<bool> Fit(Contender contender, Dataset data, int epochs, ulong seed)
    {
        contender.Model.Initialize(new RandomStream(seed));
        for (var i = 0; i < contender.Networks.Count; i++)
        {
            Console.WriteLine(contender.Networks.Count == 1 ? $"{contender.Name}, seed {seed}" : $"{contender.Name}, seed {seed}, network {i + 1} of {contender.Networks.Count}");
            var order = new RandomStream(seed).Split(contender.Key).Split($"{i}").NextUInt64();
            if (!await Fit(contender, contender.Networks[i], $"{contender.Key}-{seed}-{i}-checkpoint.safetensors", data, epochs, order)) return false;
        }
        return true;
    }

    private async Task<bool> Fit(Contender contender, Layer network, string checkpoint, Dataset data, int epochs, ulong seed)
    {
        var first = Checkpoint.Length == 0;
        Checkpoint = Path.Combine(folder, checkpoint);
        var trainer = new Trainer(network, new Adam(1e-3), contender.Objective)
        {
            BatchSize = BatchSize,
            Seed = seed,
            Schedule = new StepSchedule(1e-3, Math.Max(1, epochs * (long)data.BatchCount(BatchSize) * 2 / 3)),     // a tenth for the last third
            Progress = new StartupProgress(ConsoleProgress.Bar),
            CheckpointPath = Checkpoint,
        };
        // A run that was stopped has no checkpoint of the networks after the one it was at; without any there is nothing to go on from.
        if (options.Resume && (first || File.Exists(Checkpoint))) trainer.Resume(Checkpoint);
        return (await trainer.Fit(data, epochs, cancel)).Finished;
    }
}
