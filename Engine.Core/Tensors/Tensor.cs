using System.Globalization;

namespace Engine;

/// <summary>A dense, row-major array of numbers on one device. Operations give new tensors; a reshape shares memory.</summary>
/// <remarks>
/// Broadcasting and reductions follow NumPy. Precision belongs to the device: float on <see cref="Device.Cpu"/>, double on
/// <see cref="Device.Reference"/>. Made inside a <see cref="Tape"/> or <see cref="Scope"/>, a tensor ends with it unless
/// kept; made outside, it ends on <see cref="Dispose"/> or when it is collected.
/// The operations are extension methods, grouped by theme in <c>Tensors/</c>.
/// </remarks>
public class Tensor : IDisposable
{
    private readonly Storage storage;
    private readonly int lease;

    internal Tensor(Shape shape, Storage storage)
    {
        Shape = shape;
        Elements = shape.Elements;
        this.storage = storage;
        lease = storage.Lease;
    }

    /// <summary>A tensor that shares the memory of <paramref name="other"/> under a name.</summary>
    protected Tensor(Tensor other, string name) : this(other.Shape, other.Memory) => Name = name;

    /// <summary>Lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Elements { get; }

    /// <summary>Number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>Where it lives.</summary>
    public Device Device => storage.Device;

    /// <summary>A name for messages, such as a parameter's.</summary>
    public string? Name { get; internal set; }

    /// <summary>Whether the memory has gone back to its device.</summary>
    internal bool Ended => storage.Lease != lease;

    /// <summary>The memory, if it is still this tensor's.</summary>
    /// <exception cref="ObjectDisposedException">The tape or scope that it was made in has closed, or it was disposed.</exception>
    internal Storage Memory => !Ended ? storage
        : throw new ObjectDisposedException(nameof(Tensor), $"The tensor {(Name is null ? "" : $"'{Name}' ")}of shape {Shape} has ended: it was disposed, or the tape or scope that it was made in has closed. Take it out with Keep() while that is open.");

    /// <summary>A tensor whose content is not yet written, for an operation to fill.</summary>
    internal static Tensor Uninitialized(Shape shape, Device device)
    {
        var storage = device.Rent(shape.Elements);
        Arena.Current?.Add(storage);
        return new(shape, storage);
    }

    /// <summary>A single number, 0-d.</summary>
    public static Tensor Of(double value, Device? device = null) => From([value], [], device);

    /// <summary>A vector.</summary>
    public static Tensor Of(double[] values, Device? device = null) => From(values, [values.Length], device);

    /// <summary>A matrix from its rows.</summary>
    /// <exception cref="ArgumentException">The rows have different lengths.</exception>
    public static Tensor Of(double[][] rows, Device? device = null)
    {
        var columns = rows.Length == 0 ? 0 : rows[0].Length;
        for (var i = 0; i < rows.Length; i++)
            if (rows[i].Length != columns) throw new ArgumentException($"Row {i} has {rows[i].Length} numbers; row 0 has {columns}.", nameof(rows));
        return From([.. rows.SelectMany(row => row)], [rows.Length, columns], device);
    }

    /// <summary>A 3-d tensor from its matrices.</summary>
    /// <exception cref="ArgumentException">The matrices have different shapes.</exception>
    public static Tensor Of(double[][][] matrices, Device? device = null)
    {
        if (matrices.Length == 0) return Zeros([0, 0, 0], device);
        return TensorJoins.Stack([.. matrices.Select(rows => Of(rows, device))]);
    }

    /// <summary>A tensor of the given shape from its elements in row-major order.</summary>
    /// <exception cref="ArgumentException">The number of elements is not the shape's.</exception>
    public static Tensor From(ReadOnlySpan<double> values, Shape shape, Device? device = null)
    {
        CheckCount(values.Length, shape);
        return Uninitialized(shape, device ?? Device.Cpu).Upload(values);
    }

    /// <inheritdoc cref="From(ReadOnlySpan{double}, Shape, Device?)"/>
    public static Tensor From(ReadOnlySpan<float> values, Shape shape, Device? device = null)
    {
        CheckCount(values.Length, shape);
        return Uninitialized(shape, device ?? Device.Cpu).Upload(values);
    }

    /// <summary>Writes a new tensor's elements. A vector of whole numbers is known to be one from here on: it may be an index.</summary>
    internal Tensor Upload(ReadOnlySpan<double> values)
    {
        Device.Upload(values, Memory);
        if (Rank == 1) storage.WholeBelow = WholeNumbers.Bound(values);
        return this;
    }

    /// <inheritdoc cref="Upload(ReadOnlySpan{double})"/>
    internal Tensor Upload(ReadOnlySpan<float> values)
    {
        Device.Upload(values, Memory);
        if (Rank == 1) storage.WholeBelow = WholeNumbers.Bound(values);
        return this;
    }

    private static void CheckCount(int given, Shape shape)
    {
        if (given != shape.Elements) throw new ArgumentException($"{given} values were given; shape {shape} needs {shape.Elements}.", nameof(given));
    }

    /// <summary>Every element <paramref name="value"/>.</summary>
    public static Tensor Full(Shape shape, double value, Device? device = null)
    {
        var tensor = Uninitialized(shape, device ?? Device.Cpu);
        tensor.Device.Fill(tensor.Memory, tensor.Elements, value);
        return tensor;
    }

    /// <summary>Every element 0.</summary>
    public static Tensor Zeros(Shape shape, Device? device = null) => Full(shape, 0, device);

    /// <summary>Every element 1.</summary>
    public static Tensor Ones(Shape shape, Device? device = null) => Full(shape, 1, device);

    /// <summary>0, 1, …, <paramref name="count"/> − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static Tensor Arange(int count, Device? device = null)
    {
        Check.NotNegative(nameof(count), count);
        return From([.. Enumerable.Range(0, count).Select(i => (double)i)], [count], device);
    }

    /// <summary><paramref name="count"/> numbers from <paramref name="start"/> to <paramref name="end"/>, both included, at equal distances.</summary>
    public static Tensor Linspace(double start, double end, int count, Device? device = null) =>
        From([.. Enumerable.Range(0, count).Select(i => count == 1 ? start : start + (end - start) * i / (count - 1))], [count], device);

    /// <summary>The identity matrix.</summary>
    public static Tensor Eye(int size, Device? device = null)
    {
        Check.NotNegative(nameof(size), size);
        var values = new double[checked(size * size)];
        for (var i = 0; i < size; i++) values[i * size + i] = 1;
        return From(values, [size, size], device);
    }

    /// <summary>Standard normal numbers from a seed.</summary>
    public static Tensor Randn(Shape shape, ulong seed, Device? device = null) => new RandomStream(seed).Normal(shape, device);

    /// <summary>Uniform numbers on [0, 1) from a seed.</summary>
    public static Tensor Rand(Shape shape, ulong seed, Device? device = null) => new RandomStream(seed).Uniform(shape, device);

    /// <summary>The element at the given indices; negative ones count from the end.</summary>
    [System.Runtime.CompilerServices.IndexerName("Element")]
    public double this[params ReadOnlySpan<int> indices]
    {
        get
        {
            if (indices.Length != Rank) throw new ArgumentException($"{indices.Length} indices were given for shape {Shape}; expected {Rank}.", nameof(indices));
            var position = 0;
            for (var axis = 0; axis < Rank; axis++)
            {
                var i = indices[axis];
                if (i < -Shape[axis] || i >= Shape[axis]) throw new ArgumentOutOfRangeException(nameof(indices), i, $"Index {i} along axis {axis} is outside shape {Shape}.");
                position = position * Shape[axis] + (i < 0 ? i + Shape[axis] : i);
            }
            return ToDoubles()[position];
        }
    }

    /// <summary>The only element, as a number.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one.</exception>
    public double Item()
    {
        if (Elements != 1) throw new InvalidOperationException($"Item needs a tensor of one element, not shape {Shape}.");
        Span<double> value = [0];
        Device.Download(Memory, value);
        return value[0];
    }

    /// <summary>The elements in row-major order, in single precision.</summary>
    public float[] ToArray()
    {
        var values = new float[Elements];
        Device.Download(Memory, values);
        return values;
    }

    /// <summary>The elements in row-major order.</summary>
    public double[] ToDoubles()
    {
        var values = new double[Elements];
        Device.Download(Memory, values);
        return values;
    }

    /// <summary>A copy on another device, or this tensor if it is there already. Gradients do not flow through the move.</summary>
    public Tensor To(Device device) => device == Device ? this : From(ToDoubles(), Shape, device);

    /// <summary>Overwrites the elements with those of <paramref name="source"/>, in place.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyFrom(Tensor source)
    {
        Check.SameShape(nameof(source), source, Shape);
        var memory = Memory;
        if (source.Device == Device) Device.CopyRows(source.Memory, 0, 0, memory, 0, 0, 1, Elements);
        else Device.Upload(source.ToDoubles(), memory);
        memory.Version++;
    }

    /// <summary>Takes the tensor out of the tape or scope that it was made in: it then lives until disposed or collected.</summary>
    /// <returns>This tensor.</returns>
    public Tensor Keep()
    {
        Memory.Owner = null;
        return this;
    }

    /// <summary>Ends the tensor, and those that share its memory, now. One that belongs to a tape or scope is left to it.</summary>
    public void Dispose()
    {
        if (!Ended && storage.Owner is null) storage.Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether an element is NaN.</summary>
    public bool HasNaN()
    {
        foreach (var value in ToDoubles())
            if (double.IsNaN(value)) return true;
        return false;
    }

    /// <summary>The numbers, laid out like NumPy's, then the shape.</summary>
    public override string ToString() => TensorPrinter.Print(this, CultureInfo.InvariantCulture);

    /// <summary>Elementwise sum, broadcast.</summary>
    public static Tensor operator +(Tensor a, Tensor b) => a.Add(b);

    /// <summary>Elementwise sum with a number.</summary>
    public static Tensor operator +(Tensor a, double b) => a.Add(b);

    /// <summary>Elementwise sum with a number.</summary>
    public static Tensor operator +(double a, Tensor b) => b.Add(a);

    /// <summary>Elementwise difference, broadcast.</summary>
    public static Tensor operator -(Tensor a, Tensor b) => a.Subtract(b);

    /// <summary>Elementwise difference with a number.</summary>
    public static Tensor operator -(Tensor a, double b) => a.Add(-b);

    /// <summary>Elementwise difference from a number.</summary>
    public static Tensor operator -(double a, Tensor b) => b.Like(a).Subtract(b);

    /// <summary>Elementwise product, broadcast.</summary>
    public static Tensor operator *(Tensor a, Tensor b) => a.Multiply(b);

    /// <summary>Elementwise product with a number.</summary>
    public static Tensor operator *(Tensor a, double b) => a.Multiply(b);

    /// <summary>Elementwise product with a number.</summary>
    public static Tensor operator *(double a, Tensor b) => b.Multiply(a);

    /// <summary>Elementwise quotient, broadcast.</summary>
    public static Tensor operator /(Tensor a, Tensor b) => a.Divide(b);

    /// <summary>Elementwise quotient by a number.</summary>
    public static Tensor operator /(Tensor a, double b) => a.Divide(a.Like(b));

    /// <summary>Elementwise quotient of a number.</summary>
    public static Tensor operator /(double a, Tensor b) => b.Like(a).Divide(b);

    /// <summary>Elementwise negation.</summary>
    public static Tensor operator -(Tensor a) => a.Negate();

    /// <summary>A 0-d tensor on this tensor's device.</summary>
    internal Tensor Like(double value) => Full([], value, Device);
}
