using Engine.Models;

namespace Engine.Tests.Models.Training;

/// <summary>A display that cancels training after a number of steps and notes what it was told.</summary>
internal sealed class CancelAtStep(int step, CancellationTokenSource source) : ITrainingProgress, ITrainingDisplay
{
    public List<(int Epoch, long ExamplesDone, double Loss)> Steps { get; } = [];

    public List<EpochRecord> Epochs { get; } = [];

    public void Run(int epochs, int examples, Action<ITrainingDisplay> loop) => loop(this);

    public void Step(int epoch, long examplesDone, double loss)
    {
        Steps.Add((epoch, examplesDone, loss));
        if (Steps.Count == step) source.Cancel();
    }

    public void Epoch(EpochRecord record) => Epochs.Add(record);

    public List<string> Notes { get; } = [];

    public void Note(string line) => Notes.Add(line);
}
