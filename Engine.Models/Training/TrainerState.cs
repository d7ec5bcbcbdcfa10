using System.Text.Json;

namespace Engine.Models;

/// <summary>Everything of a training run that is not a tensor: where it stands, and what makes it the same run.</summary>
/// <param name="Seed">The trainer's seed.</param>
/// <param name="BatchSize">Examples a step.</param>
/// <param name="Examples">Examples an epoch.</param>
/// <param name="Epoch">Finished epochs.</param>
/// <param name="StepInEpoch">Steps made in the current epoch.</param>
/// <param name="Step">Steps made in all.</param>
/// <param name="LossSum">Sum of the losses of the current epoch's examples so far.</param>
/// <param name="ExamplesSeen">Examples of the current epoch so far.</param>
/// <param name="Noise">State of the random stream that losses draw from.</param>
/// <param name="History">Records of the finished epochs.</param>
internal sealed record TrainerState(
    ulong Seed, int BatchSize, int Examples, int Epoch, int StepInEpoch, long Step, double LossSum, long ExamplesSeen,
    RandomState Noise, IReadOnlyList<EpochRecord> History)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static TrainerState FromJson(string json, string path)
    {
        try { return JsonSerializer.Deserialize<TrainerState>(json) ?? throw new JsonException("null"); }
        catch (JsonException error) { throw new InvalidDataException($"'{path}' is not a checkpoint of a trainer: its state does not read ({error.Message}).", error); }
    }

    /// <summary>A run that starts.</summary>
    public static TrainerState Start(ulong seed, int batchSize, int examples) =>
        new(seed, batchSize, examples, 0, 0, 0, 0, 0, new RandomStream(seed).Split("noise").State, []);

    /// <exception cref="ArgumentException">The checkpoint belongs to another run.</exception>
    public void CheckContinues(ulong seed, int batchSize, int examples)
    {
        if ((Seed, BatchSize, Examples) != (seed, batchSize, examples))
            throw new ArgumentException($"The checkpoint was made with seed {Seed}, batch size {BatchSize} and {Examples} examples; this trainer has {seed}, {batchSize} and {examples}: it would not be the same run.");
    }
}
