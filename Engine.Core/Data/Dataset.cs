namespace Engine;

/// <summary>Rows of numbers on the host, images or others, with an optional label each, and mini-batches of them.</summary>
/// <remarks>Kept in float: every device gets the same numbers. A part taken by <see cref="Slice"/> shares the memory.</remarks>
public sealed class Dataset
{
    private readonly float[] values;
    private readonly float[]? labels;
    private readonly int start;

    /// <param name="values">The rows, one after the other; not copied.</param>
    /// <param name="labels">One number a row, or null; not copied.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    internal Dataset(float[] values, float[]? labels, int count, int width, int height) : this(values, labels, 0, count, width, height) { }

    private Dataset(float[] values, float[]? labels, int start, int count, int width, int height)
    {
        (this.values, this.labels, this.start) = (values, labels, start);
        (Count, Width, Height) = (count, width, height);
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Pixels across; the number of features where the rows are not images.</summary>
    public int Width { get; }

    /// <summary>Pixels down; 1 where the rows are not images.</summary>
    public int Height { get; }

    /// <summary>Numbers in a row: width × height.</summary>
    public int Features => Width * Height;

    /// <summary>Whether the rows have labels.</summary>
    public bool HasLabels => labels is not null;

    /// <summary>A data set from a tensor; the numbers are copied.</summary>
    /// <param name="images">[count, features], or images [count, height, width].</param>
    /// <param name="labels">[count], or null.</param>
    /// <param name="checkNaN">Look at every number and refuse NaN.</param>
    /// <exception cref="ArgumentException">A shape is another, or there is a NaN where none may be.</exception>
    public static Dataset From(Tensor images, Tensor? labels = null, bool checkNaN = false)
    {
        if (images.Rank is not (2 or 3)) throw new ArgumentException($"images has shape {images.Shape}; expected [count, features] or [count, height, width].", nameof(images));
        if (labels is not null) Check.SameShape(nameof(labels), labels, [images.Shape[0]]);
        var set = new Dataset(images.ToArray(), labels?.ToArray(), images.Shape[0], images.Shape[-1], images.Rank == 3 ? images.Shape[1] : 1);
        if (checkNaN) set.RefuseNaN();
        return set;
    }

    /// <summary>A data set from rows; the numbers are copied.</summary>
    /// <param name="rows">The rows, all of one length.</param>
    /// <param name="labels">One number a row, or null.</param>
    /// <param name="checkNaN">Look at every number and refuse NaN.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is a NaN where none may be.</exception>
    public static Dataset From(float[][] rows, float[]? labels = null, bool checkNaN = false)
    {
        var features = rows.Length == 0 ? 0 : rows[0].Length;
        var uneven = Array.FindIndex(rows, row => row.Length != features);
        if (uneven >= 0) throw new ArgumentException($"Row {uneven} has {rows[uneven].Length} numbers; row 0 has {features}.", nameof(rows));
        if (labels is not null && labels.Length != rows.Length) throw new ArgumentException($"{labels.Length} labels were given for {rows.Length} rows.", nameof(labels));
        var set = new Dataset([.. rows.SelectMany(row => row)], labels?.ToArray(), rows.Length, features, 1);
        if (checkNaN) set.RefuseNaN();
        return set;
    }

    /// <summary>All rows: [count, features].</summary>
    public Tensor Images(Device? device = null) => Tensor.From(Rows(0, Count), [Count, Features], device);

    /// <summary>All labels: [count]. Classes are whole numbers.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public Tensor Labels(Device? device = null) =>
        HasLabels ? Tensor.From(RowLabels(0, Count), [Count], device) : throw new InvalidOperationException("The data set has no labels.");

    /// <summary>The first <paramref name="count"/> rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public Dataset Take(int count) => Slice(0, count);

    /// <summary>The <paramref name="count"/> rows from row <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    public Dataset Slice(int start, int count)
    {
        if (start < 0 || start > Count) throw new ArgumentOutOfRangeException(nameof(start), start, $"Row {start} is not in a data set of {Count} rows.");
        if (count < 0 || count > Count - start) throw new ArgumentOutOfRangeException(nameof(count), count, $"{count} rows from row {start} on are not in a data set of {Count} rows.");
        return new(values, labels, this.start + start, count, Width, Height);
    }

    /// <summary>Number of batches that <see cref="Batches"/> gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public int BatchCount(int size, bool dropLast = false)
    {
        if (size < 1) throw new ArgumentOutOfRangeException(nameof(size), size, $"A batch needs at least 1 row, not {size}.");
        return (int)((Count + (dropLast ? 0L : size - 1L)) / size);
    }

    /// <summary>The rows in groups, each row once.</summary>
    /// <remarks>
    /// A batch's tensors are disposed when the next batch is asked for or the enumeration ends, so that an epoch takes no
    /// new memory. They belong to no tape or scope, whichever is open; to hold on to one, <c>Clone()</c> it.
    /// Enumerating again gives the rows in a new random order if there is a <paramref name="shuffle"/>.
    /// </remarks>
    /// <param name="size">Rows in a batch; the last has fewer if they do not divide.</param>
    /// <param name="shuffle">Where the order is drawn from, once at the start of the enumeration; null for the given order.</param>
    /// <param name="dropLast">Leave a last short batch out.</param>
    /// <param name="device">Where the batches are made.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public IEnumerable<Batch> Batches(int size, RandomStream? shuffle = null, bool dropLast = false, Device? device = null) =>
        Enumerate(size, BatchCount(size, dropLast), shuffle, device ?? Device.Cpu);

    /// <summary>The first number for which something holds, with its row and column; null if there is none.</summary>
    internal (int Row, int Column, float Value)? First(Predicate<float> holds)
    {
        var all = Rows(0, Count);
        for (var i = 0; i < all.Length; i++)
            if (holds(all[i])) return (i / Features, i % Features, all[i]);
        return null;
    }

    private IEnumerable<Batch> Enumerate(int size, int batches, RandomStream? shuffle, Device device)
    {
        var order = shuffle?.Permutation(Count);
        var gathered = order is null ? [] : new float[Math.Min(size, Count) * Features];
        for (var i = 0; i < batches; i++)
        {
            var count = Math.Min(size, Count - i * size);
            var batch = order is null
                ? Make(Rows(i * size, count), HasLabels ? RowLabels(i * size, count) : [], count, device)
                : Gather(order.AsSpan(i * size, count), gathered, device);
            try { yield return batch with { Index = i, BatchCount = batches, DataCount = Count }; }
            finally
            {
                batch.Images.Dispose();
                batch.Labels.Dispose();
            }
        }
    }

    private Batch Gather(ReadOnlySpan<int> order, float[] gathered, Device device)
    {
        var chosen = new float[HasLabels ? order.Length : 0];
        for (var i = 0; i < order.Length; i++)
        {
            Rows(order[i], 1).CopyTo(gathered.AsSpan(i * Features));
            if (HasLabels) chosen[i] = RowLabels(order[i], 1)[0];
        }
        return Make(gathered.AsSpan(0, order.Length * Features), chosen, order.Length, device);
    }

    private Batch Make(ReadOnlySpan<float> rows, ReadOnlySpan<float> rowLabels, int count, Device device) =>
        new(Free(rows, [count, Features], device), Free(rowLabels, [rowLabels.Length], device));

    /// <summary>A tensor that no tape or scope owns, although one may be open: it must outlive what is made inside.</summary>
    private static Tensor Free(ReadOnlySpan<float> numbers, Shape shape, Device device) =>
        new Tensor(shape, device.Rent(shape.Elements)).Upload(numbers);

    private ReadOnlySpan<float> Rows(int first, int count) => values.AsSpan((start + first) * Features, count * Features);

    private ReadOnlySpan<float> RowLabels(int first, int count) => labels.AsSpan(start + first, count);

    private void RefuseNaN()
    {
        for (var row = 0; row < Count; row++)
        {
            var column = Rows(row, 1).IndexOf(float.NaN);
            if (column >= 0) throw new ArgumentException($"Row {row} holds NaN at position {column}.");
            if (HasLabels && float.IsNaN(RowLabels(row, 1)[0])) throw new ArgumentException($"The label of row {row} is NaN.");
        }
    }
}
