using System.Globalization;
using Engine.Bench.Cases;
using Engine.Devices.Cpu;

namespace Engine.Bench.Csv;

/// <summary>Times of cases as comma-separated values, a line as soon as it is measured.</summary>
public static class CsvReport
{
    /// <summary>The first line.</summary>
    public const string Header = "case,threads,engine,median_ms,min_ms";

    /// <summary>What the engine column says, such as <c>engine-0.1</c>.</summary>
    public static string Engine { get; } = $"engine-{typeof(Tensor).Assembly.GetName().Version!.ToString(2)}";

    /// <summary>Measures every case with every number of threads, and writes the header and a line for each.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="cases">What is measured.</param>
    /// <param name="threads">Numbers of threads.</param>
    /// <param name="seconds">How long each case is repeated.</param>
    public static void Write(TextWriter output, IReadOnlyList<BenchCase> cases, IReadOnlyList<int> threads, double seconds)
    {
        output.WriteLine(Header);
        foreach (var count in threads)
        {
            using var device = new CpuDevice(count);
            foreach (var entry in cases)
            {
                var (median, min) = Timing.Measure(entry.Prepare(device), seconds);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entry.Name},{count},{Engine},{median:F5},{min:F5}"));
                output.Flush();
                device.Trim();
            }
        }
    }
}
