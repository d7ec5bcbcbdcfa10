namespace Engine.Models;

/// <summary>Asks a model for its report after each epoch and shows what is new: warnings when they begin, the lines at the end.</summary>
/// <param name="model">The model.</param>
/// <param name="data">All training data.</param>
/// <param name="rng">Split by epoch, so that a report changes nothing of training.</param>
internal sealed class ReportAfterEpochs(IReportsTraining model, Dataset data, RandomStream rng)
{
    /// <summary>So many of the first examples are looked at: enough for a mean over them to tell 0 from not 0.</summary>
    private const int Examples = 1000;

    private readonly Dataset some = data.Take(Math.Min(Examples, data.Count));
    private TrainingReport? last;
    private int warned;

    /// <summary>After an epoch: warnings, when they are there a second time in a row, for a model may be slow to begin.</summary>
    public void Epoch(int epoch, ITrainingDisplay display)
    {
        last = model.Report(some, rng.Split($"report {epoch}"));
        warned = last.Warnings.Count > 0 ? warned + 1 : 0;
        if (warned != 2) return;
        foreach (var warning in last.Warnings) display.Note($"After epoch {epoch}: {warning}");
    }

    /// <summary>After the last epoch.</summary>
    public void End(ITrainingDisplay display)
    {
        foreach (var line in last?.Lines ?? []) display.Note(line);
        foreach (var warning in last?.Warnings ?? []) display.Note(warning);
    }
}
