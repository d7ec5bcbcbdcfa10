using Engine.Bench.Limits;

namespace Engine.Bench.Cases;

/// <summary>Something worth timing, under the name by which other engines are timed too.</summary>
/// <param name="Name">For example <c>gemm-512x512x512-NN</c>.</param>
/// <param name="Prepare">Makes the inputs on a device and gives what one repetition does; only that is timed.</param>
public sealed record BenchCase(string Name, Func<Device, Action> Prepare)
{
    /// <summary>What a repetition has to do; null if that is not known.</summary>
    public Work? Work { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
