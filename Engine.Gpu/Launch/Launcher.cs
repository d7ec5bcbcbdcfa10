using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Engine.Gpu;

/// <summary>Loads each kernel once and launches it on the device's one queue, in the order of the calls, from any thread.</summary>
/// <remarks>
/// A launch only puts the kernel into the queue; nothing waits until numbers are read. OpenCL's arguments belong to the kernel
/// and not to the launch, so launches are made one at a time. After the driver reported an error, every call throws.
/// </remarks>
/// <param name="accelerator">The device.</param>
/// <param name="name">The device, for messages.</param>
/// <param name="recorded">If kernels are only written down, not loaded and run: multiprocessors of the device that they are for.</param>
internal sealed partial class Launcher(Accelerator accelerator, string name, int? recorded = null)
{
    private readonly Dictionary<object, Delegate?> loaded = new(ReferenceEqualityComparer.Instance);
    private readonly Lock gate = new();
    private Exception? failure;
    private bool closed;

    /// <summary>The device.</summary>
    public Accelerator Accelerator => accelerator;

    /// <summary>The queue.</summary>
    public AcceleratorStream Queue => accelerator.DefaultStream;

    /// <summary>Threads of a group in kernels that ask for no other number: a power of two, at most <see cref="GroupLimits.Threads"/>.</summary>
    public int GroupSize { get; } = Math.Min(GroupLimits.Threads, 1 << int.Log2(accelerator.MaxNumThreadsPerGroup));

    /// <summary>Whether kernels are only written down.</summary>
    public bool RecordsOnly => recorded is not null;

    /// <summary>How many groups run at once at least.</summary>
    public int Multiprocessors { get; } = recorded ?? accelerator.NumMultiprocessors;

    /// <summary>Groups beyond which more would only wait: each thread then takes several items.</summary>
    public int MostGroups { get; } = accelerator.AcceleratorType == AcceleratorType.CPU ? 2 : 32 * accelerator.NumMultiprocessors;

    /// <summary>Whether ILGPU has shuffles between the threads of a warp here.</summary>
    public bool Shuffles => accelerator.AcceleratorType != AcceleratorType.OpenCL;

    /// <summary>The kernels loaded (or recorded) so far.</summary>
    public IReadOnlyList<MethodInfo> Kernels
    {
        get { lock (gate) return [.. loaded.Keys.Select(kernel => ((Delegate)kernel).Method).Distinct()]; }
    }

    /// <summary>Groups and threads for a kernel whose threads walk over <paramref name="items"/> with a stride.</summary>
    public KernelConfig Over(long items) => (GroupsFor((items + GroupSize - 1) / GroupSize), GroupSize);

    /// <summary>At least one group and at most <see cref="MostGroups"/>.</summary>
    public int GroupsFor(long groups) => (int)Math.Clamp(groups, 1, MostGroups);

    /// <summary>Waits for everything in the queue.</summary>
    public void Wait()
    {
        try { using (Enter()) Queue.Synchronize(); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    /// <summary>Nobody else uses the queue until the result is disposed; the device is current on this thread.</summary>
    public Turn Enter()
    {
        gate.Enter();
        try
        {
            if (closed) throw new ObjectDisposedException(nameof(GpuDevice), $"{name} was disposed.");
            if (failure is not null) throw new GpuException($"{name} was lost earlier ({failure.Message}). What it held cannot be trusted; open it anew.", failure);
            accelerator.Bind();
            return new(gate);
        }
        catch
        {
            gate.Exit();
            throw;
        }
    }

    /// <summary>The end of a turn at the queue.</summary>
    public readonly struct Turn(Lock gate) : IDisposable
    {
        /// <summary>Lets the next one in.</summary>
        public void Dispose() => gate.Exit();
    }

    /// <summary>The error to throw after the driver reported one; from then on the device counts as lost.</summary>
    public GpuException Lost(Exception error)
    {
        failure ??= error;
        return new($"{name} failed: {error.Message}", error);
    }

    /// <summary>Whether the driver reported an error.</summary>
    public bool IsLost => failure is not null;

    /// <summary>Whether the device was closed.</summary>
    public bool Closed => closed;

    /// <summary>Every later call throws; done before the device itself is freed.</summary>
    public void Close()
    {
        using (gate.EnterScope()) closed = true;
    }

    /// <summary>The launcher of a kernel, which is compiled at its first use; null if it is only recorded.</summary>
    private TLaunch? Load<TKernel, TLaunch>(TKernel kernel, Func<Accelerator, TKernel, TLaunch> load) where TKernel : Delegate where TLaunch : Delegate
    {
        if (loaded.TryGetValue(kernel, out var known)) return Unsafe.As<TLaunch?>(known);
        KernelArguments.CheckVisible(kernel.Method);
        if (RecordsOnly)
        {
            loaded.Add(kernel, null);
            return null;
        }
        var launch = load(accelerator, kernel);
        loaded.Add(kernel, launch);
        return launch;
    }
}
