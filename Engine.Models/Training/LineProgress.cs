using System.Diagnostics;
using System.Globalization;

namespace Engine.Models;

/// <summary>A plain line an epoch, for logs.</summary>
internal sealed class LineProgress(TextWriter output) : ITrainingProgress
{
    public void Run(int epochs, int examples, Action<ITrainingDisplay> loop) => loop(new Display(output, epochs));

    /// <summary>The epoch's numbers, for example <c>loss 105.31  test 104.77</c>.</summary>
    public static string Describe(double loss, IReadOnlyDictionary<string, double> metrics) =>
        string.Join("  ", [string.Create(CultureInfo.InvariantCulture, $"loss {loss:G5}"), .. metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:G5}"))]);

    private sealed class Display(TextWriter output, int epochs) : ITrainingDisplay
    {
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private int seen;

        public void Step(int epoch, long examplesDone, double loss) { }

        public void Epoch(EpochRecord record)
        {
            seen++;
            var left = clock.Elapsed / seen * (epochs - record.Epoch);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"epoch {record.Epoch}/{epochs}  {Describe(record.Loss, record.Metrics)}  {record.ExamplesPerSecond:N0} images/s  {left:h\\:mm\\:ss} left"));
            output.Flush();
        }

        public void Note(string line)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
