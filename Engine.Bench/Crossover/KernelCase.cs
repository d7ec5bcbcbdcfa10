using Engine.Bench.Limits;

namespace Engine.Bench.Crossover;

/// <summary>A kernel that every device has, at any size.</summary>
/// <param name="Name">For example <c>softmax rows</c>.</param>
/// <param name="Work">What a repetition has to do at a size.</param>
/// <param name="Prepare">Makes the arguments of a size on a device and gives one repetition; only that is timed.</param>
public sealed record KernelCase(string Name, Func<int, Work> Work, Func<Device, int, Action> Prepare)
{
    /// <summary>What bounds it.</summary>
    public Bound Bound { get; init; } = Bound.Memory;

    /// <summary>Whether its size is the side of square matrices, not a number of elements.</summary>
    public bool IsProduct => Bound == Bound.Arithmetic;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
