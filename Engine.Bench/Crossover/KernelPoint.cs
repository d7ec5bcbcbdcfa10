namespace Engine.Bench.Crossover;

/// <summary>A measured kernel.</summary>
/// <param name="Kernel">Which.</param>
/// <param name="Size">Elements, or the side of square matrices.</param>
/// <param name="Device">On what: a target's name.</param>
/// <param name="Milliseconds">Of one repetition among many.</param>
public sealed record KernelPoint(KernelCase Kernel, int Size, string Device, double Milliseconds)
{
    /// <summary>10⁹ bytes a second, read and written together.</summary>
    public double Gigabytes => (Kernel.Work(Size).BytesRead + Kernel.Work(Size).BytesWritten) / Milliseconds / 1e6;

    /// <summary>10⁹ floating-point operations a second; 0 for kernels that are no products.</summary>
    public double Gigaflops => Kernel.Work(Size).Flops / Milliseconds / 1e6;

    /// <summary>The rate in the kernel's own unit: <see cref="Gigaflops"/> for products, else <see cref="Gigabytes"/>.</summary>
    public double Rate => Kernel.IsProduct ? Gigaflops : Gigabytes;

    /// <summary>The part of the device's peak; above 1 where arrays stay in a cache, null for transfers.</summary>
    public double? Share(DevicePeaks peaks) => Kernel.Bound switch
    {
        Bound.Memory => Gigabytes / peaks.Gigabytes,
        Bound.Arithmetic => Gigaflops / peaks.Gigaflops,
        _ => null,
    };
}
