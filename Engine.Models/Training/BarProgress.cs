using System.Globalization;
using Spectre.Console;

namespace Engine.Models;

/// <summary>A bar over all epochs, with the numbers of the current one.</summary>
internal sealed class BarProgress : ITrainingProgress
{
    public void Run(int epochs, int examples, Action<ITrainingDisplay> loop) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => loop(new Display(context.AddTask("starting", maxValue: (double)epochs * examples), epochs)));

    private sealed class Display(ProgressTask task, int epochs) : ITrainingDisplay
    {
        private string last = "";

        public void Step(int epoch, long examplesDone, double loss)
        {
            task.Value = examplesDone;
            var speed = task.Speed is { } perSecond ? string.Create(CultureInfo.InvariantCulture, $"  {perSecond:N0} images/s") : "";
            task.Description = last.Length == 0
                ? string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}/{epochs}  loss {loss:G5}{speed}")
                : $"epoch {epoch}/{epochs}  {last}{speed}";
        }

        public void Epoch(EpochRecord record) => last = Markup.Escape(LineProgress.Describe(record.Loss, record.Metrics));

        public void Note(string line) => AnsiConsole.WriteLine(line);
    }
}
