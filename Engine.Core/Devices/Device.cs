using Engine.Devices.Cpu;
using Engine.Devices.Reference;

namespace Engine;

/// <summary>
/// Who runs the operations: memory, elementwise loops, reductions, matrix products, random numbers and updates.
/// Everything else in the engine is written with these members, so a new device is this class and nothing more.
/// </summary>
/// <remarks>
/// Kernels get storages and geometry that the tensor operations have already checked; they check nothing again.
/// An output never overlaps an input, except where a member says that it may. Row-major and contiguous throughout.
/// </remarks>
public abstract class Device
{
    private readonly StoragePool pool = new();
    private long allocations;
    private long allocatedElements;

    /// <summary>The processor, in float, with vector loops on all cores: where tensors are made unless said otherwise.</summary>
    public static Device Cpu => CpuDevice.Shared;

    /// <summary>The oracle: textbook loops in double precision on one core.</summary>
    public static Device Reference => ReferenceDevice.Shared;

    /// <summary>A short name for messages, such as <c>cpu</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Largest relative rounding error of one operation: 2⁻²⁴ for float, 2⁻⁵³ for double.</summary>
    public abstract double Epsilon { get; }

    /// <summary>Bytes of one element: 4 for float, 8 for double.</summary>
    public abstract int ElementBytes { get; }

    /// <summary>Bytes that tensors hold now. Memory that is kept for reuse does not count; see <see cref="Trim"/>.</summary>
    public long MemoryInUse => Meter.Now;

    /// <summary>The most bytes that tensors held at once since the last <see cref="ResetPeakMemory"/>.</summary>
    public long PeakMemory => Meter.Peak;

    /// <summary>Storages that had to be taken from the system so far: constant during warmed-up training.</summary>
    public long Allocations => Interlocked.Read(ref allocations);

    /// <summary>Elements of all storages taken from the system so far.</summary>
    public long AllocatedElements => Interlocked.Read(ref allocatedElements);

    internal MemoryMeter Meter { get; } = new();

    /// <summary>Lets <see cref="PeakMemory"/> start again at what is held now: before a training step, to see what that step needs.</summary>
    public void ResetPeakMemory() => Meter.Reset();

    /// <summary>A storage for <paramref name="count"/> elements: a recycled one if there is one. Its content is arbitrary.</summary>
    internal Storage Rent(int count)
    {
        var capacity = StoragePool.CapacityFor(count);
        var storage = pool.Take(capacity) ?? AllocateCounted(capacity);
        storage.Use.Begin();
        return storage;
    }

    private Storage AllocateCounted(int capacity)
    {
        Interlocked.Increment(ref allocations);
        Interlocked.Add(ref allocatedElements, capacity);
        return Allocate(capacity);
    }

    /// <summary>Takes a storage back for later use.</summary>
    internal void Return(Storage storage)
    {
        storage.Use.End();
        pool.Put(storage);
    }

    /// <summary>Gives free memory, which is kept for reuse, back to the system.</summary>
    public void Trim() => pool.Clear();

    /// <summary>Takes memory for <paramref name="capacity"/> elements from the system.</summary>
    protected abstract Storage Allocate(int capacity);

    /// <summary>Copies numbers from the host to the first elements of <paramref name="destination"/>.</summary>
    public abstract void Upload(ReadOnlySpan<float> source, Storage destination);

    /// <inheritdoc cref="Upload(ReadOnlySpan{float}, Storage)"/>
    public abstract void Upload(ReadOnlySpan<double> source, Storage destination);

    /// <summary>Copies the first elements of <paramref name="source"/> to the host.</summary>
    public abstract void Download(Storage source, Span<float> destination);

    /// <inheritdoc cref="Download(Storage, Span{float})"/>
    public abstract void Download(Storage source, Span<double> destination);

    /// <summary>y[i] = value.</summary>
    public abstract void Fill(Storage y, int count, double value);

    /// <summary>Copies <paramref name="rows"/> runs of <paramref name="count"/> elements; run r starts at offset + r·stride.</summary>
    public abstract void CopyRows(Storage x, int xOffset, int xStride, Storage y, int yOffset, int yStride, int rows, int count);

    /// <summary>y[i] = f(x[i]); y may be x.</summary>
    public abstract void Map<Op>(Op op, Storage x, Storage y, int count) where Op : struct, IUnaryOp;

    /// <summary>dx[i] = g[i]·f′(x[i]) by <see cref="Operations.Chain"/>: 0 where either factor is 0; y holds f(x).</summary>
    public abstract void MapGradient<Op>(Op op, Storage g, Storage x, Storage y, Storage dx, int count) where Op : struct, IUnaryOp;

    /// <summary>y = f(a, b), both broadcast as planned; y may be a or b if that one is not repeated.</summary>
    public abstract void Zip<Op>(Op op, Storage a, Storage b, Storage y, Broadcast plan) where Op : struct, IBinaryOp;

    /// <summary>y[i] = f(a[i], b[i], c[i]).</summary>
    public abstract void Zip<Op>(Op op, Storage a, Storage b, Storage c, Storage y, int count) where Op : struct, ITernaryOp;

    /// <summary>y[l, i] = f(a[l], b[l, i], c[l, i]) over lines l: a has one number for each.</summary>
    /// <param name="op">f.</param>
    /// <param name="a">One number for each line.</param>
    /// <param name="b">All lines.</param>
    /// <param name="c">All lines, or the first <paramref name="repeat"/> elements, which are taken again and again.</param>
    /// <param name="y">All lines.</param>
    /// <param name="lines">Number of lines.</param>
    /// <param name="length">Elements of one line.</param>
    /// <param name="repeat">Elements of <paramref name="c"/>: some whole lines.</param>
    public abstract void ZipLines<Op>(Op op, Storage a, Storage b, Storage c, Storage y, int lines, int length, int repeat) where Op : struct, ITernaryOp;

    /// <summary>y[l] = Σᵢ f(a[l, i], b[l, i]) over the elements of each line, accumulated in double; no f(a, b) is written to memory.</summary>
    /// <param name="op">f.</param>
    /// <param name="a">All lines.</param>
    /// <param name="b">All lines, or the first <paramref name="repeat"/> elements, which are taken again and again.</param>
    /// <param name="y">One number for each line.</param>
    /// <param name="lines">Number of lines.</param>
    /// <param name="length">Elements of one line.</param>
    /// <param name="repeat">Elements of <paramref name="b"/>: some whole lines.</param>
    public abstract void ZipSum<Op>(Op op, Storage a, Storage b, Storage y, int lines, int length, int repeat) where Op : struct, IBinaryOp;

    /// <summary>y[o, j] = Σᵢ x[o, i, j], accumulated in double on every device.</summary>
    public abstract void Sum(Storage x, Storage y, AxisSpan span);

    /// <summary>y[o, j] = the combination of x[o, i, j] over all i.</summary>
    public abstract void Reduce<R>(R reducer, Storage x, Storage y, AxisSpan span) where R : struct, IReducer;

    /// <summary>y[o, j] = the first i for which x[o, i, j] is largest, or the first NaN.</summary>
    public abstract void ArgMax(Storage x, Storage y, AxisSpan span);

    /// <summary>y[o, i, j] = Σ x[o, k, j] over k ≤ i, or over k ≥ i in reverse.</summary>
    public abstract void CumulativeSum(Storage x, Storage y, AxisSpan span, bool reverse);

    /// <summary>y[o, j] = ln Σᵢ exp x[o, i, j], relative to the largest so that nothing overflows; −∞ for an empty axis.</summary>
    public abstract void LogSumExp(Storage x, Storage y, AxisSpan span);

    /// <summary>y = exp(x − LogSumExp x) along the axis, or its logarithm.</summary>
    public abstract void Softmax(Storage x, Storage y, AxisSpan span, bool logarithm);

    /// <summary>The gradient of <see cref="Softmax"/> from g = dL/dy: y·(g − Σ g·y), or g − exp(y)·Σ g for the logarithm.</summary>
    public abstract void SoftmaxGradient(Storage g, Storage y, Storage dx, AxisSpan span, bool logarithm);

    /// <summary>y[l, i] = (x[l, i] − μ)/√(σ² + ε)·scale[i] + shift[i] with the mean μ and the variance σ² of line l.</summary>
    public abstract void LayerNorm(Storage x, Storage scale, Storage shift, Storage y, int lines, int length, double epsilon);

    /// <summary>Matrix products C = f(op(A)·op(B) + bias); products stand one after the other in <paramref name="c"/>.</summary>
    /// <param name="plan">Sizes, transposes and where each product's operands start.</param>
    /// <param name="a">Left operands.</param>
    /// <param name="b">Right operands.</param>
    /// <param name="bias">N numbers that are added to every row, or null.</param>
    /// <param name="activation">f, applied to complete sums; <see cref="Operations.Identity"/> for none.</param>
    /// <param name="c">The results, [batch, M, N].</param>
    public abstract void MatMul<Op>(in MatMulPlan plan, Storage a, Storage b, Storage? bias, Op activation, Storage c) where Op : struct, IUnaryOp;

    /// <summary>The lower triangle L with A = L·Lᵀ of each of <paramref name="batch"/> symmetric n × n matrices (the mean of both triangles is
    /// taken), zeros above; NaN on the diagonal from the first pivot on that is not positive.</summary>
    public abstract void Cholesky(Storage a, Storage l, int batch, int n);

    /// <summary>X with L·X = B, or Lᵀ·X = B, for each of <paramref name="batch"/> lower triangles; what stands above them is not read.</summary>
    public abstract void SolveTriangular(Storage l, Storage b, Storage x, int batch, int n, int columns, bool transpose);

    /// <summary>y[o, k, j] = x[o, index[k], j] for k &lt; <paramref name="count"/>.</summary>
    public abstract void Gather(Storage x, Storage index, Storage y, AxisSpan span, int count);

    /// <summary>y[o, index[k], j] += g[o, k, j] for k = 0, 1, … in this order; <paramref name="span"/> is y's.</summary>
    public abstract void ScatterAdd(Storage g, Storage index, Storage y, AxisSpan span, int count);

    /// <summary>y[i₀, i₁, …] = x with axis d of y being axis <paramref name="axes"/>[d] of x.</summary>
    public abstract void Permute(Storage x, Storage y, Shape shape, ReadOnlySpan<int> axes);

    /// <summary>Draws <paramref name="count"/> numbers; number i uses word i mod 4 of Philox block counter + ⌊i/4⌋.</summary>
    public abstract void Random(RandomKind kind, ulong seed, ulong stream, ulong counter, Storage y, int count);

    /// <summary>y[i] = f(a[i], b[i], ε[i]) and total = Σᵢ d(a[i], b[i]), accumulated in double on every device.</summary>
    /// <param name="op">f and d.</param>
    /// <param name="noise">Where ε comes from: the numbers that <see cref="Random"/> gives for a normal draw.</param>
    /// <param name="a">First parameters.</param>
    /// <param name="b">Second parameters.</param>
    /// <param name="y">The values.</param>
    /// <param name="kept">Where ε is kept for the gradient, or null.</param>
    /// <param name="total">One number, or null: then no divergence is computed.</param>
    /// <param name="count">Elements.</param>
    public abstract void Sample<Op>(Op op, RandomState noise, Storage a, Storage b, Storage y, Storage? kept, Storage? total, int count)
        where Op : struct, ISampleOp;

    /// <summary>da[i] and db[i] from g[i] = dL/dy[i] and the one number h = dL/dtotal; a null g or h is 0, and noise is null if the op draws none. da may be the memory of g.</summary>
    public abstract void SampleGradient<Op>(Op op, Storage? g, Storage? h, Storage a, Storage b, Storage? noise, Storage da, Storage db, int count)
        where Op : struct, ISampleOp;

    /// <summary>One optimizer step in place; a null moment reads as 0 and is not written.</summary>
    public abstract void Update<Rule>(Rule rule, Storage parameter, Storage gradient, Storage? first, Storage? second, int count)
        where Rule : struct, IUpdateRule;

    /// <summary>Waits until everything that was asked for is done.</summary>
    public virtual void Synchronize() { }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
