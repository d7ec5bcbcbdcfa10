namespace Engine.Bench.Crossover;

/// <summary>How kernels are measured.</summary>
/// <param name="Elements">Sizes of kernels over arrays, growing.</param>
/// <param name="Sides">Sizes of products, growing.</param>
/// <param name="Time">How a repetition is timed.</param>
/// <param name="Limit">Seconds that a point may take: sizes that would take longer are left out.</param>
public sealed record SweepOptions(IReadOnlyList<int> Elements, IReadOnlyList<int> Sides, SteadyTime Time, double Limit)
{
    /// <summary>Seconds for which the first size of a kernel is repeated before it is measured: the runtime compiles the host's code
    /// again, optimised, only after 30 calls and a pause of 100 ms.</summary>
    public double WarmUp { get; init; }

    /// <summary>Largest sizes on the emulator, where every thread is one of the operating system's.</summary>
    public const int EmulatedElements = 1 << 16, EmulatedSide = 128;

    /// <summary>A repetition is run about four times for a point: to compile, to estimate, and measured.</summary>
    public double RepetitionLimit => Limit / 4;

    /// <summary>The sizes of a kernel.</summary>
    public IEnumerable<int> Sizes(KernelCase kernel, bool emulated) => kernel.IsProduct
        ? Sides.Where(side => !emulated || side <= EmulatedSide)
        : Elements.Where(elements => !emulated || elements <= EmulatedElements);
}
