using System.Diagnostics;
using System.Globalization;
using Engine.Models;

namespace Examples;

/// <summary>Another progress display, and after the first training how long the program took from its start to the end of the first step.</summary>
public sealed class StartupProgress(ITrainingProgress inner) : ITrainingProgress
{
    private static bool isTold;

    /// <inheritdoc/>
    public void Run(int epochs, int examples, Action<ITrainingDisplay> loop)
    {
        var display = new FirstStep();
        inner.Run(epochs, examples, shown => loop(display.Before(shown)));
        if (isTold || display.Time is not { } time) return;
        isTold = true;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The first step ended {time.TotalSeconds:F2} s after the program started."));
    }

    private sealed class FirstStep : ITrainingDisplay
    {
        private ITrainingDisplay? shown;

        public TimeSpan? Time { get; private set; }

        public FirstStep Before(ITrainingDisplay display)
        {
            shown = display;
            return this;
        }

        public void Step(int epoch, long examplesDone, double loss)
        {
            Time ??= DateTime.Now - Process.GetCurrentProcess().StartTime;
            shown!.Step(epoch, examplesDone, loss);
        }

        public void Epoch(EpochRecord record) => shown!.Epoch(record);

        public void Note(string line) => shown!.Note(line);
    }
}
