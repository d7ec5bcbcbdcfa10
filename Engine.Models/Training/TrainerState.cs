using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engine.Models;

/// <summary>Everything of a training run that is not a tensor: where it stands, and what makes it the same run.</summary>
/// <param name="Seed">The trainer's seed.</param>
/// <param name="BatchSize">Examples a step.</param>
/// <param name="DropLast">Whether a short last batch is left out.</param>
/// <param name="Optimizer">The optimizer's type: two kinds may keep state of the same names.</param>
/// <param name="Examples">Examples an epoch.</param>
/// <param name="Epoch">Finished epochs.</param>
/// <param name="StepInEpoch">Steps made in the current epoch.</param>
/// <param name="Step">Steps made in all.</param>
/// <param name="LossSum">Sum of the losses of the current epoch's examples so far.</param>
/// <param name="ExamplesSeen">Examples of the current epoch so far.</param>
/// <param name="Noise">State of the random stream that losses draw from.</param>
/// <param name="History">Records of the finished epochs.</param>
internal sealed record TrainerState(
    ulong Seed, int BatchSize, bool DropLast, string Optimizer, int Examples, int Epoch, int StepInEpoch, long Step, double LossSum, long ExamplesSeen,
    RandomState Noise, IReadOnlyList<EpochRecord> History)
{
    /// <summary>Every field must be there; metrics may be NaN or infinite.</summary>
    private static readonly JsonSerializerOptions format = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public string ToJson() => JsonSerializer.Serialize(this, format);

    public static TrainerState FromJson(string json, string path)
    {
        try { return JsonSerializer.Deserialize<TrainerState>(json, format) ?? throw new JsonException("null"); }
        catch (JsonException error) { throw new InvalidDataException($"'{path}' is not a checkpoint of a trainer: its state does not read ({error.Message}).", error); }
    }

    /// <summary>A run that starts.</summary>
    public static TrainerState Start(ulong seed, int batchSize, bool dropLast, Optimizer optimizer, int examples) =>
        new(seed, batchSize, dropLast, optimizer.GetType().Name, examples, 0, 0, 0, 0, 0, new RandomStream(seed).Split("noise").State, []);

    /// <exception cref="ArgumentException">The checkpoint belongs to another run.</exception>
    public void CheckContinues(TrainerState run)
    {
        var (saved, given) = (Run, run.Run);
        if (saved != given) throw new ArgumentException($"The checkpoint was made with {saved}; this trainer has {given}: it would not be the same run.");
    }

    private string Run => $"seed {Seed}, batch size {BatchSize}, {(DropLast ? "no short" : "any")} last batch, {Optimizer} and {Examples} examples";
}
