using System.Globalization;

namespace Engine;

/// <summary>
/// A table of numbers, of which some columns are features and one is the target, with given splits of its rows into training and test
/// rows. On disk it is a folder: <c>data.txt</c>, one row a line, numbers separated by blanks or tabs; <c>index_features.txt</c> and
/// <c>index_target.txt</c>, columns from 0, one a line; <c>n_splits.txt</c>; and <c>index_test_0.txt</c>, <c>index_test_1.txt</c>, …, the
/// test rows of each split from 0, one a line. All other rows train.
/// </summary>
/// <remarks>The layout in which Hernández-Lobato and Adams, and Gal and Ghahramani after them, published the splits of nine UCI sets.</remarks>
public sealed class SplitTable
{
    private readonly double[][] rows;
    private readonly int[] features;
    private readonly int target;
    private readonly int[][] tests;

    private SplitTable(double[][] rows, int[] features, int target, int[][] tests) => (this.rows, this.features, this.target, this.tests) = (rows, features, target, tests);

    /// <summary>Number of rows.</summary>
    public int Count => rows.Length;

    /// <summary>Number of features.</summary>
    public int Features => features.Length;

    /// <summary>Number of splits.</summary>
    public int Splits => tests.Length;

    /// <summary>Reads a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder is not there.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names file, line and reason.</exception>
    public static SplitTable Load(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{Path.GetFullPath(folder)}'.");
        var rows = ReadRows(Path.Combine(folder, "data.txt"));
        var features = ReadIndices(Path.Combine(folder, "index_features.txt"), rows[0].Length, "column");
        var target = ReadIndices(Path.Combine(folder, "index_target.txt"), rows[0].Length, "column");
        if (target.Length != 1) throw new InvalidDataException($"'{Path.Combine(folder, "index_target.txt")}' names {target.Length} columns; expected one.");
        if (features.Contains(target[0])) throw new InvalidDataException($"'{Path.Combine(folder, "index_features.txt")}' names column {target[0]}, which is the target.");
        var splits = Path.Combine(folder, "n_splits.txt");
        var count = (int)Math.Min(int.MaxValue, ReadRows(splits)[0][0]);
        if (count < 1) throw new InvalidDataException($"'{splits}' holds {count}; expected at least one split.");
        var tests = Enumerable.Range(0, count).Select(k => ReadTest(Path.Combine(folder, $"index_test_{k.ToString(CultureInfo.InvariantCulture)}.txt"), rows.Length));
        return new(rows, features, target[0], [.. tests]);
    }

    /// <summary>One split, standardized by its training rows.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such split.</exception>
    public StandardizedSplit Split(int index)
    {
        if (index < 0 || index >= Splits) throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no split {index}; there are {Splits}.");
        var test = tests[index].ToHashSet();
        return StandardizedSplit.Of(
            Array.ConvertAll([.. Enumerable.Range(0, Count).Where(row => !test.Contains(row))], Chosen),
            Array.ConvertAll(tests[index], Chosen));
    }

    /// <summary>The features of a row, and the target last.</summary>
    private double[] Chosen(int row) => [.. features.Select(column => rows[row][column]), rows[row][target]];

    private static double[][] ReadRows(string path)
    {
        var rows = new List<double[]>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            if (rows.Count > 0 && words.Length != rows[0].Length) throw new InvalidDataException($"'{path}', line {number}: {words.Length} numbers; the first row has {rows[0].Length}.");
            rows.Add(Array.ConvertAll(words, word => Number(word, path, number)));
        }
        return rows.Count > 0 ? [.. rows] : throw new InvalidDataException($"'{path}' is empty.");
    }

    private static double Number(string word, string path, int line) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
        : throw new InvalidDataException($"'{path}', line {line}: '{word}' is not a finite number.");

    /// <summary>Different whole numbers from 0 to below the bound.</summary>
    private static int[] ReadIndices(string path, int bound, string what)
    {
        var (indices, seen) = (new List<int>(), new HashSet<int>());
        foreach (var row in ReadRows(path))
            foreach (var value in row)
            {
                if (!(value >= 0 && value < bound && value == Math.Floor(value))) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{path}' names {what} {value}; there are {what}s 0 to {bound - 1}."));
                if (!seen.Add((int)value)) throw new InvalidDataException($"'{path}' names {what} {(int)value} twice.");
                indices.Add((int)value);
            }
        return [.. indices];
    }

    private static int[] ReadTest(string path, int rows)
    {
        var test = ReadIndices(path, rows, "row");
        return test.Length < rows ? test : throw new InvalidDataException($"'{path}' names all {rows} rows, which leaves none to train on.");
    }
}
