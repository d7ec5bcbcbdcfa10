using System.Globalization;
using Engine.Bench.Cases;
using Engine.Bench.Targets;

namespace Engine.Bench.Csv;

/// <summary>Times of cases as comma-separated values, a line as soon as it is measured.</summary>
public static class CsvReport
{
    /// <summary>The first line.</summary>
    public const string Header = "case,threads,engine,median_ms,min_ms";

    /// <summary>What the engine column says, such as <c>engine-0.1</c>; on a GPU its kind follows.</summary>
    public static string Engine { get; } = $"engine-{typeof(Tensor).Assembly.GetName().Version!.ToString(2)}";

    /// <summary>Measures every case on every device, and writes the header and a line for each.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="cases">What is measured.</param>
    /// <param name="targets">On what.</param>
    /// <param name="seconds">How long each case is repeated.</param>
    public static void Write(TextWriter output, IReadOnlyList<BenchCase> cases, IReadOnlyList<Target> targets, double seconds)
    {
        output.WriteLine(Header);
        foreach (var target in targets)
        {
            var device = target.Open();
            using var closed = device as IDisposable;
            foreach (var entry in cases)
            {
                var step = entry.Prepare(device);
                var (median, min) = Timing.Measure(() => Complete(step, device), seconds);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entry.Name},{target.Threads},{EngineOn(target)},{median:F5},{min:F5}"));
                output.Flush();
                device.Trim();
            }
        }
    }

    /// <summary>A step to its end: a GPU's calls return before their work is done.</summary>
    private static void Complete(Action step, Device device)
    {
        step();
        device.Synchronize();
    }

    private static string EngineOn(Target target) => target.IsCpu ? Engine : $"{Engine}-{target.Name}";
}
