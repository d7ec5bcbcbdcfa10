using System.Numerics.Tensors;
using Engine.Gpu.Kernels;
using Engine.Gpu.Kernels.Reductions;
using ILGPU;
using ILGPU.Runtime;

namespace Engine.Gpu;

/// <summary>A GPU, in float: every operation of <see cref="Engine.Device"/> as an ILGPU kernel over the same op structs as on the CPU.</summary>
/// <remarks>
/// Kernels run one after the other in the order of the calls; a call returns once its kernel is in the queue, and only reading
/// numbers (<see cref="Tensor.Item"/>, <see cref="Tensor.ToArray"/>) waits. Results are bitwise reproducible on one device.
/// Tensors on it end with it: dispose of it last.
/// </remarks>
public sealed class GpuDevice : Device, IDisposable
{
    /// <summary>Devices not yet disposed: the collector must never end one by itself, in whatever order.</summary>
    private static readonly HashSet<GpuDevice> open = [];

    /// <summary>Kernels count with 32 bits, and their last step goes beyond the last element by as many as there are threads.</summary>
    private const int MostElements = int.MaxValue - (1 << 24);

    private readonly Found found;
    private readonly Accelerator accelerator;
    private readonly Launcher launcher;
    private readonly GpuMemory memory;
    private readonly Staging staging;
    private readonly Product product;

    private GpuDevice(Found found, ILGPU.Runtime.Device device, GpuInfo info, long memoryLimit, int? recorded = null)
    {
        this.found = found;
        Info = info;
        accelerator = device.CreateAccelerator(found.Context);
        launcher = new(accelerator, Name, recorded);
        memory = new(launcher, Name, memoryLimit);
        staging = new(launcher);
        product = new(this, launcher);
        lock (open) open.Add(this);
    }

    /// <summary>The devices that ILGPU finds on this machine, with those that cannot be opened and why.</summary>
    public static IReadOnlyList<GpuInfo> List()
    {
        using var found = Found.Search();
        return [.. found.Devices.Select(device => device.Info)];
    }

    /// <summary>Opens a device.</summary>
    /// <param name="kind">Through what; null for CUDA if there is such a device, else OpenCL.</param>
    /// <param name="index">Its number among those of its kind, as in <see cref="List"/>.</param>
    /// <param name="memoryLimit">Bytes that it may take of the device's memory; null for all of it.</param>
    /// <exception cref="GpuException">There is no such device; the message lists what there is.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative.</exception>
    public static GpuDevice Open(GpuKind? kind = null, int index = 0, long? memoryLimit = null)
    {
        if (index < 0) throw new ArgumentOutOfRangeException(nameof(index), index, $"index is {index}; expected a device's number from 0.");
        if (memoryLimit < 0) throw new ArgumentOutOfRangeException(nameof(memoryLimit), memoryLimit, $"memoryLimit is {memoryLimit}; expected bytes, 0 or more.");
        var found = Found.Search();
        try
        {
            var (info, device) = Choice.Of(found.Devices, kind, index);
            return new(found, device, info, memoryLimit ?? device.MemorySize);
        }
        catch
        {
            found.Dispose();
            throw;
        }
    }

    /// <summary>A device that computes nothing, and only writes down which kernels CUDA would run (<see cref="Launcher.Kernels"/>): for
    /// compiling them without a card. The numbers that it gives mean nothing.</summary>
    /// <param name="multiprocessors">Of the card; what is cut into parts, and how, depends on it.</param>
    internal static GpuDevice OpenRecorder(int multiprocessors)
    {
        var found = Found.Recorder();
        var (info, device) = found.Devices.Single();
        return new(found, device, info, device.MemorySize, multiprocessors);
    }

    /// <summary>A device whose kernels ILGPU compiles without its optimizations: one that gives other numbers there shows a fault of the
    /// compiler. The emulation runs .NET's own code and has none.</summary>
    internal static GpuDevice OpenUnoptimized(GpuKind kind)
    {
        var found = Found.Unoptimized();
        var (info, device) = Choice.Of(found.Devices, kind, 0);
        return new(found, device, info, device.MemorySize);
    }

    /// <summary>What it is.</summary>
    public GpuInfo Info { get; }

    /// <inheritdoc/>
    public override string Name => $"{Info.Kind.ToString().ToLowerInvariant()} ({Info.Name})";

    /// <inheritdoc/>
    public override double Epsilon => Math.ScaleB(1, -24);

    /// <inheritdoc/>
    public override int ElementBytes => sizeof(float);

    /// <summary>Bytes taken from the device: what tensors hold, and what is kept for reuse.</summary>
    public long MemoryTaken => memory.Taken;

    internal Launcher Launcher => launcher;

    internal Product Product => product;

    internal Staging Staging => staging;

    /// <summary>Closes the device and frees its memory; its tensors cannot be used any more.</summary>
    public void Dispose()
    {
        lock (open)
            if (!open.Remove(this)) return;
        launcher.Close();
        try
        {
            memory.FreeAll();
            staging.Dispose();
            accelerator.Dispose();
            found.Dispose();
        }
        catch (AcceleratorException) when (launcher.IsLost)
        {
            // A driver repeats its error at every call, and a using statement must not put that in the place of the first one.
        }
    }

    private static ArrayView<float> Of(Storage storage) => ((GpuStorage)storage).View;

    private static ArrayView<float>? OrNull(Storage? storage) => storage is null ? null : Of(storage);

    /// <inheritdoc/>
    protected override Storage Allocate(int capacity)
    {
        if (capacity > MostElements) throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"A tensor on {Name} has at most {MostElements:N0} elements, not {capacity:N0}.");
        var elements = Math.Max(16, capacity);
        var view = memory.TryTake(elements) ?? AfterCleaning(elements) ?? throw memory.Insufficient(elements, MemoryInUse);
        return new GpuStorage(this, capacity, memory, view);
    }

    /// <summary>Another try, after what is kept for reuse and what dropped tensors hold has been freed.</summary>
    private ArrayView<float>? AfterCleaning(int elements)
    {
        Trim();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return memory.TryTake(elements);
    }

    /// <inheritdoc/>
    public override void Upload(ReadOnlySpan<float> source, Storage destination) =>
        staging.Upload(source, Of(destination), static (numbers, slot) => numbers.CopyTo(slot));

    /// <inheritdoc/>
    public override void Upload(ReadOnlySpan<double> source, Storage destination) =>
        staging.Upload(source, Of(destination), static (numbers, slot) => TensorPrimitives.ConvertTruncating(numbers, slot));

    /// <inheritdoc/>
    public override void Download(Storage source, Span<float> destination) =>
        staging.Download(Of(source), destination, static (slot, numbers) => slot.CopyTo(numbers));

    /// <inheritdoc/>
    public override void Download(Storage source, Span<double> destination) =>
        staging.Download(Of(source), destination, static (slot, numbers) => TensorPrimitives.ConvertTruncating(slot, numbers));

    /// <inheritdoc/>
    public override void Fill(Storage y, int count, double value)
    {
        if (count > 0) FillKernel.Run(launcher, Of(y), count, (float)value);
    }

    /// <inheritdoc/>
    public override void CopyRows(Storage x, int xOffset, int xStride, Storage y, int yOffset, int yStride, int rows, int count)
    {
        if (rows > 0 && count > 0) CopyKernel.Run(launcher, Of(x).SubView(xOffset), xStride, Of(y).SubView(yOffset), yStride, rows, count);
    }

    /// <inheritdoc/>
    public override void Map<Op>(Op op, Storage x, Storage y, int count)
    {
        if (count > 0) MapKernel<Op>.Run(launcher, op, Of(x), Of(y), count);
    }

    /// <inheritdoc/>
    public override void MapGradient<Op>(Op op, Storage g, Storage x, Storage y, Storage dx, int count)
    {
        if (count > 0) MapGradientKernel<Op>.Run(launcher, op, Of(g), Of(x), Of(y), Of(dx), count);
    }

    /// <inheritdoc/>
    public override void Zip<Op>(Op op, Storage a, Storage b, Storage y, Broadcast plan)
    {
        if (plan.Elements > 0) ZipKernel<Op>.Run(launcher, op, Of(a), Of(b), Of(y), plan);
    }

    /// <inheritdoc/>
    public override void Zip<Op>(Op op, Storage a, Storage b, Storage c, Storage y, int count)
    {
        if (count > 0) TernaryKernel<Op>.Run(launcher, op, Of(a), Of(b), Of(c), Of(y), count);
    }

    /// <inheritdoc/>
    public override void ZipLines<Op>(Op op, Storage a, Storage b, Storage c, Storage y, int lines, int length, int repeat)
    {
        if (lines > 0 && length > 0) LinesKernel<Op>.Run(launcher, op, Of(a), Of(b), Of(c), Of(y), lines, length, repeat);
    }

    /// <inheritdoc/>
    public override void ZipSum<Op>(Op op, Storage a, Storage b, Storage y, int lines, int length, int repeat) =>
        FoldKernel<double, ZipTerms<Op>, SumFold>.Run(this, new(Of(a), Of(b), repeat, op), default, Of(y), new(lines, length, 1));

    /// <inheritdoc/>
    public override void Sum(Storage x, Storage y, AxisSpan span) =>
        FoldKernel<double, MemoryTerms, SumFold>.Run(this, new(Of(x)), default, Of(y), span);

    /// <inheritdoc/>
    public override void Reduce<R>(R reducer, Storage x, Storage y, AxisSpan span) =>
        FoldKernel<float, StoredTerms<float>, ReducerFold<R>>.Run(this, new(Of(x)), new(reducer), Of(y), span);

    /// <inheritdoc/>
    public override void ArgMax(Storage x, Storage y, AxisSpan span) =>
        FoldKernel<long, RankTerms, RankFold>.Run(this, new(Of(x)), default, Of(y), span);

    /// <inheritdoc/>
    public override void CumulativeSum(Storage x, Storage y, AxisSpan span, bool reverse) =>
        CumulativeSumKernel<MemoryTerms, FloatSums>.Run(this, new(Of(x)), new(Of(y)), span, reverse);

    /// <inheritdoc/>
    public override void LogSumExp(Storage x, Storage y, AxisSpan span) => SoftmaxChoice.LogSumExp(this, Of(x), Of(y), span);

    /// <inheritdoc/>
    public override void Softmax(Storage x, Storage y, AxisSpan span, bool logarithm) => SoftmaxChoice.Softmax(this, Of(x), Of(y), span, logarithm);

    /// <inheritdoc/>
    public override void SoftmaxGradient(Storage g, Storage y, Storage dx, AxisSpan span, bool logarithm) =>
        SoftmaxChoice.Gradient(this, Of(g), Of(y), Of(dx), span, logarithm);

    /// <inheritdoc/>
    public override void LayerNorm(Storage x, Storage scale, Storage shift, Storage y, int lines, int length, double epsilon) =>
        LayerNormKernel.Run(launcher, Of(x), Of(scale), Of(shift), Of(y), lines, length, epsilon);

    /// <inheritdoc/>
    public override void MatMul<Op>(in MatMulPlan plan, Storage a, Storage b, Storage? bias, Op activation, Storage c) =>
        product.Run(plan, Of(a), Of(b), OrNull(bias), activation, Of(c));

    /// <inheritdoc/>
    public override void Cholesky(Storage a, Storage l, int batch, int n) => CholeskyKernel.Run(launcher, Of(a), Of(l), batch, n);

    /// <inheritdoc/>
    public override void SolveTriangular(Storage l, Storage b, Storage x, int batch, int n, int columns, bool transpose) =>
        TriangularKernel.Run(launcher, Of(l), Of(b), Of(x), batch, n, columns, transpose);

    /// <inheritdoc/>
    public override void Gather(Storage x, Storage index, Storage y, AxisSpan span, int count) => GatherKernel.Run(launcher, Of(x), Of(index), Of(y), span, count);

    /// <inheritdoc/>
    public override void ScatterAdd(Storage g, Storage index, Storage y, AxisSpan span, int count) => ScatterAddKernel.Run(this, Of(g), Of(index), Of(y), span, count);

    /// <inheritdoc/>
    public override void Permute(Storage x, Storage y, Shape shape, ReadOnlySpan<int> axes) => PermuteKernel.Run(launcher, Of(x), Of(y), shape, axes);

    /// <inheritdoc/>
    public override void Random(RandomKind kind, ulong seed, ulong stream, ulong counter, Storage y, int count)
    {
        if (count > 0) RandomKernel.Run(launcher, kind, new(seed, stream, counter), Of(y), count);
    }

    /// <inheritdoc/>
    public override void Sample<Op>(Op op, RandomState noise, Storage a, Storage b, Storage y, Storage? kept, Storage? total, int count) => SampleKernel<Op>.Run(this, op, noise, Of(a), Of(b), Of(y), OrNull(kept), OrNull(total), count);

    /// <inheritdoc/>
    public override void SampleGradient<Op>(Op op, Storage? g, Storage? h, Storage a, Storage b, Storage? noise, Storage da, Storage db, int count)
    {
        if (count > 0) SampleGradientKernel<Op>.Run(launcher, op, OrNull(g), OrNull(h), Of(a), Of(b), OrNull(noise), Of(da), Of(db), count);
    }

    /// <inheritdoc/>
    public override void Update<Rule>(Rule rule, Storage parameter, Storage gradient, Storage? first, Storage? second, int count)
    {
        if (count > 0) UpdateKernel<Rule>.Run(launcher, rule, Of(parameter), Of(gradient), OrNull(first), OrNull(second), count);
    }

    /// <inheritdoc/>
    public override void Synchronize() => launcher.Wait();
}
