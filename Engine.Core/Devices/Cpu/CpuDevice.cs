using System.Runtime.Intrinsics;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>The processor, in float: vector loops on one or more threads, and the packed matrix product.</summary>
/// <remarks>Results are bitwise the same for any number of threads: who computes what never decides in which order a sum is added.</remarks>
public sealed unsafe class CpuDevice : Device, IDisposable
{
    private readonly Workers workers;

    // Chosen once: the widest vectors that the hardware has.
    private readonly bool wide;

    /// <summary>A device whose loops run on <paramref name="threads"/> threads, their caller included.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public CpuDevice(int threads) : this(threads, Vector512.IsHardwareAccelerated) { }

    /// <summary>A device with vectors of 16 floats if <paramref name="wide"/>, else of 8.</summary>
    internal CpuDevice(int threads, bool wide) => (workers, this.wide) = (new Workers(threads), wide);

    internal static CpuDevice Shared { get; } = new(Environment.ProcessorCount);

    /// <summary>Threads that work on a loop, its caller included.</summary>
    public int Threads => workers.Threads;

    /// <inheritdoc/>
    public override string Name => "cpu";

    /// <inheritdoc/>
    public override double Epsilon => Math.ScaleB(1, -24);

    /// <inheritdoc/>
    public override int ElementBytes => sizeof(float);

    /// <summary>Ends the helper threads. The device still works, on its caller's thread alone; <see cref="Device.Cpu"/> keeps its threads.</summary>
    public void Dispose()
    {
        if (this != Shared) workers.Dispose();
    }

    private static float* Of(Storage storage) => ((CpuStorage)storage).Pointer;

    private static float* OrNull(Storage? storage) => storage is null ? null : Of(storage);

    /// <inheritdoc/>
    protected override Storage Allocate(int capacity) => new CpuStorage(this, capacity);

    /// <inheritdoc/>
    public override void Upload(ReadOnlySpan<float> source, Storage destination) =>
        source.CopyTo(((CpuStorage)destination).Span(source.Length));

    /// <inheritdoc/>
    public override void Upload(ReadOnlySpan<double> source, Storage destination)
    {
        var y = ((CpuStorage)destination).Span(source.Length);
        for (var i = 0; i < y.Length; i++) y[i] = (float)source[i];
        GC.KeepAlive(destination);
    }

    /// <inheritdoc/>
    public override void Download(Storage source, Span<float> destination) =>
        ((CpuStorage)source).Span(destination.Length).CopyTo(destination);

    /// <inheritdoc/>
    public override void Download(Storage source, Span<double> destination)
    {
        var x = ((CpuStorage)source).Span(destination.Length);
        for (var i = 0; i < x.Length; i++) destination[i] = x[i];
        GC.KeepAlive(source);
    }

    /// <inheritdoc/>
    public override void Fill(Storage y, int count, double value)
    {
        RangeWork.Run(workers, count, 1, new FillLoop(Of(y), (float)value));
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public override void CopyRows(Storage x, int xOffset, int xStride, Storage y, int yOffset, int yStride, int rows, int count)
    {
        RangeWork.Run(workers, rows, count, new CopyLoop(Of(x) + xOffset, xStride, Of(y) + yOffset, yStride, count));
        KeepAlive(x, y);
    }

    /// <inheritdoc/>
    public override void Map<Op>(Op op, Storage x, Storage y, int count)
    {
        var stream = count >= CpuTuning.StreamedFrom && x != y;
        if (wide) RangeWork.Run(workers, count, 1, new MapLoop<V512, Op>(op, Of(x), Of(y), stream));
        else RangeWork.Run(workers, count, 1, new MapLoop<V256, Op>(op, Of(x), Of(y), stream));
        KeepAlive(x, y);
    }

    /// <inheritdoc/>
    public override void MapGradient<Op>(Op op, Storage g, Storage x, Storage y, Storage dx, int count)
    {
        if (wide) RangeWork.Run(workers, count, 1, new MapGradientLoop<V512, Op>(op, Of(g), Of(x), Of(y), Of(dx)));
        else RangeWork.Run(workers, count, 1, new MapGradientLoop<V256, Op>(op, Of(g), Of(x), Of(y), Of(dx)));
        KeepAlive(g, x, y, dx);
    }

    /// <inheritdoc/>
    public override void Zip<Op>(Op op, Storage a, Storage b, Storage y, Broadcast plan)
    {
        var stream = plan.Elements >= CpuTuning.StreamedFrom && a != y && b != y;
        if (wide) ZipLoop<V512, Op>.Run(workers, op, Of(a), Of(b), Of(y), plan, stream);
        else ZipLoop<V256, Op>.Run(workers, op, Of(a), Of(b), Of(y), plan, stream);
        KeepAlive(a, b, y);
    }

    /// <inheritdoc/>
    public override void Zip<Op>(Op op, Storage a, Storage b, Storage c, Storage y, int count)
    {
        if (wide) RangeWork.Run(workers, count, 1, new TernaryLoop<V512, Op>(op, Of(a), Of(b), Of(c), Of(y)));
        else RangeWork.Run(workers, count, 1, new TernaryLoop<V256, Op>(op, Of(a), Of(b), Of(c), Of(y)));
        KeepAlive(a, b, c, y);
    }

    /// <inheritdoc/>
    public override void ZipLines<Op>(Op op, Storage a, Storage b, Storage c, Storage y, int lines, int length, int repeat)
    {
        if (wide) RangeWork.Run(workers, lines * length, 1, new LinesLoop<V512, Op>(op, Of(a), Of(b), Of(c), Of(y), length, repeat));
        else RangeWork.Run(workers, lines * length, 1, new LinesLoop<V256, Op>(op, Of(a), Of(b), Of(c), Of(y), length, repeat));
        KeepAlive(a, b, c, y);
    }

    /// <inheritdoc/>
    public override void ZipSum<Op>(Op op, Storage a, Storage b, Storage y, int lines, int length, int repeat)
    {
        if (wide) LineSums.Run(workers, new ZipTerms<V512, Op>(op, Of(a), Of(b), repeat), Of(y), lines, length);
        else LineSums.Run(workers, new ZipTerms<V256, Op>(op, Of(a), Of(b), repeat), Of(y), lines, length);
        KeepAlive(a, b, y);
    }

    /// <inheritdoc/>
    public override void Sum(Storage x, Storage y, AxisSpan span)
    {
        if (span.Inner == 1) LineSums.Run(workers, new MemoryTerms(Of(x)), Of(y), span.Outer, span.Length);
        else ColumnSums.Run(workers, Of(x), Of(y), span);
        KeepAlive(x, y);
    }

    /// <inheritdoc/>
    public override void Reduce<R>(R reducer, Storage x, Storage y, AxisSpan span)
    {
        if (wide) ReduceLoop<V512, R>.Run(workers, reducer, Of(x), Of(y), span);
        else ReduceLoop<V256, R>.Run(workers, reducer, Of(x), Of(y), span);
        KeepAlive(x, y);
    }

    /// <inheritdoc/>
    public override void ArgMax(Storage x, Storage y, AxisSpan span)
    {
        if (wide) ArgMaxLoop<V512>.Run(workers, Of(x), Of(y), span);
        else ArgMaxLoop<V256>.Run(workers, Of(x), Of(y), span);
        KeepAlive(x, y);
    }

    /// <inheritdoc/>
    public override void CumulativeSum(Storage x, Storage y, AxisSpan span, bool reverse)
    {
        CumulativeSumLoop.Run(workers, Of(x), Of(y), span, reverse);
        KeepAlive(x, y);
    }

    /// <inheritdoc/>
    public override void LogSumExp(Storage x, Storage y, AxisSpan span)
    {
        if (wide) Softmaxes<V512>.LogSumExp(workers, Of(x), Of(y), span);
        else Softmaxes<V256>.LogSumExp(workers, Of(x), Of(y), span);
        KeepAlive(x, y);
    }

    /// <inheritdoc/>
    public override void Softmax(Storage x, Storage y, AxisSpan span, bool logarithm)
    {
        if (wide) Softmaxes<V512>.Softmax(workers, Of(x), Of(y), span, logarithm);
        else Softmaxes<V256>.Softmax(workers, Of(x), Of(y), span, logarithm);
        KeepAlive(x, y);
    }

    /// <inheritdoc/>
    public override void SoftmaxGradient(Storage g, Storage y, Storage dx, AxisSpan span, bool logarithm)
    {
        if (wide) Softmaxes<V512>.Gradient(workers, Of(g), Of(y), Of(dx), span, logarithm);
        else Softmaxes<V256>.Gradient(workers, Of(g), Of(y), Of(dx), span, logarithm);
        KeepAlive(g, y, dx);
    }

    /// <inheritdoc/>
    public override void LayerNorm(Storage x, Storage scale, Storage shift, Storage y, int lines, int length, double epsilon)
    {
        if (wide) RangeWork.Run(workers, lines, length, new LayerNormLoop<V512>(Of(x), Of(scale), Of(shift), Of(y), length, epsilon));
        else RangeWork.Run(workers, lines, length, new LayerNormLoop<V256>(Of(x), Of(scale), Of(shift), Of(y), length, epsilon));
        KeepAlive(x, scale, shift, y);
    }

    /// <inheritdoc/>
    public override void MatMul<Op>(in MatMulPlan plan, Storage a, Storage b, Storage? bias, Op activation, Storage c)
    {
        if (wide) Run(plan, new Epilogue<V512, Op>(activation, OrNull(bias)));
        else Run(plan, new Epilogue<V256, Op>(activation, OrNull(bias)));
        KeepAlive(a, b, bias, c);

        void Run<E>(in MatMulPlan products, E epilogue) where E : struct, IEpilogue =>
            BatchProducts<E>.Run(workers, products, Of(a), Of(b), epilogue, Of(c));
    }

    /// <inheritdoc/>
    public override void Cholesky(Storage a, Storage l, int batch, int n)
    {
        RangeWork.Run(workers, batch, (int)Math.Min((long)n * n * n, int.MaxValue), new CholeskyLoop(Of(a), Of(l), n));
        KeepAlive(a, l);
    }

    /// <inheritdoc/>
    public override void SolveTriangular(Storage l, Storage b, Storage x, int batch, int n, int columns, bool transpose)
    {
        RangeWork.Run(workers, batch, (int)Math.Min((long)n * n * columns, int.MaxValue), new TriangularLoop(Of(l), Of(b), Of(x), n, columns, transpose));
        KeepAlive(l, b, x);
    }

    /// <inheritdoc/>
    public override void Gather(Storage x, Storage index, Storage y, AxisSpan span, int count)
    {
        RangeWork.Run(workers, span.Outer * count, span.Inner, new GatherLoop(Of(x), Of(index), Of(y), span, count));
        KeepAlive(x, index, y);
    }

    /// <inheritdoc/>
    public override void ScatterAdd(Storage g, Storage index, Storage y, AxisSpan span, int count)
    {
        ScatterAddLoop.Run(workers, Of(g), Of(index), Of(y), span, count);
        KeepAlive(g, index, y);
    }

    /// <inheritdoc/>
    public override void Permute(Storage x, Storage y, Shape shape, ReadOnlySpan<int> axes)
    {
        PermuteLoop.Run(workers, Of(x), Of(y), shape, axes);
        KeepAlive(x, y);
    }

    /// <inheritdoc/>
    public override void Random(RandomKind kind, ulong seed, ulong stream, ulong counter, Storage y, int count)
    {
        var blocks = (int)((count + 3L) / 4);
        if (wide) RangeWork.Run(workers, blocks, 4, new RandomLoop<V512, Philox512>(kind, seed, stream, counter, Of(y), count));
        else RangeWork.Run(workers, blocks, 4, new RandomLoop<V256, Philox256>(kind, seed, stream, counter, Of(y), count));
        GC.KeepAlive(y);
    }

    /// <inheritdoc/>
    public override void Sample<Op>(Op op, RandomState noise, Storage a, Storage b, Storage y, Storage? kept, Storage? total, int count)
    {
        if (wide) SampleLoop<V512, Philox512, Op>.Run(workers, op, noise, Of(a), Of(b), Of(y), OrNull(kept), OrNull(total), count);
        else SampleLoop<V256, Philox256, Op>.Run(workers, op, noise, Of(a), Of(b), Of(y), OrNull(kept), OrNull(total), count);
        KeepAlive(a, b, y);
        KeepAlive(kept, total);
    }

    /// <inheritdoc/>
    public override void SampleGradient<Op>(Op op, Storage? g, Storage? h, Storage a, Storage b, Storage? noise, Storage da, Storage db, int count)
    {
        float* gradient = OrNull(g), byTotal = OrNull(h), drawn = OrNull(noise);
        if (wide) RangeWork.Run(workers, count, 1, new SampleGradientLoop<V512, Op>(op, gradient, byTotal, Of(a), Of(b), drawn, Of(da), Of(db)));
        else RangeWork.Run(workers, count, 1, new SampleGradientLoop<V256, Op>(op, gradient, byTotal, Of(a), Of(b), drawn, Of(da), Of(db)));
        KeepAlive(g, h, a, b);
        KeepAlive(noise, da, db);
    }

    /// <inheritdoc/>
    public override void Update<Rule>(Rule rule, Storage parameter, Storage gradient, Storage? first, Storage? second, int count)
    {
        float* p = Of(parameter), g = Of(gradient), m = OrNull(first), v = OrNull(second);
        if (wide) RangeWork.Run(workers, count, 1, new UpdateLoop<V512, Rule>(rule, p, g, m, v));
        else RangeWork.Run(workers, count, 1, new UpdateLoop<V256, Rule>(rule, p, g, m, v));
        KeepAlive(parameter, gradient, first, second);
    }

    /// <summary>Keeps the memory behind the pointers until the kernel has ended.</summary>
    private static void KeepAlive(object? a, object? b, object? c = null, object? d = null)
    {
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c);
        GC.KeepAlive(d);
    }
}
