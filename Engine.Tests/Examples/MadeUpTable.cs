using System.Globalization;

namespace Engine.Tests.Examples;

/// <summary>A set in the layout that uci.cs reads, small and without a secret: y = 3·a − 2·b + 1, noise aside.</summary>
internal static class MadeUpTable
{
    private const int Rows = 200;

    /// <summary>Writes FOLDER/made-up/data/ with two splits of ten test rows.</summary>
    /// <param name="folder">Is made.</param>
    /// <param name="noise">Deviation of y.</param>
    /// <returns>The folder.</returns>
    public static string Write(string folder, double noise = 0.1)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "made-up", "data")).FullName;
        var numbers = new RandomStream(1).Normal([Rows, 3], Device.Reference).ToDoubles();
        WriteLines(place, "data.txt", Enumerable.Range(0, Rows).Select(i =>
        {
            var (a, b, e) = (numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]);
            return string.Create(CultureInfo.InvariantCulture, $" {a} {b} {3 * a - 2 * b + 1 + noise * e}");
        }));
        WriteLines(place, "index_features.txt", ["0", "1"]);
        WriteLines(place, "index_target.txt", ["2"]);
        WriteLines(place, "n_splits.txt", ["2"]);
        for (var k = 0; k < 2; k++) WriteLines(place, $"index_test_{k}.txt", Enumerable.Range(10 * k, 10).Select(row => row.ToString(CultureInfo.InvariantCulture)));
        return folder;
    }

    private static void WriteLines(string place, string name, IEnumerable<string> lines) => File.WriteAllLines(Path.Combine(place, name), lines);
}
