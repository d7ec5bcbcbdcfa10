using Engine.Bench.Cases;

namespace Engine.Bench.Growth;

/// <summary>A training step at growing sizes.</summary>
/// <param name="Name">Of the sweep, such as <c>batch</c>.</param>
/// <param name="Title">What is trained.</param>
/// <param name="Quantity">What grows, with its unit.</param>
/// <param name="Sizes">In growing order.</param>
/// <param name="CaseOf">The step of a size.</param>
public sealed record GrowthSweep(string Name, string Title, string Quantity, IReadOnlyList<int> Sizes, Func<int, BenchCase> CaseOf)
{
    private const int Batch = 128;

    /// <summary>The variational autoencoder by batch, and a classifier by width.</summary>
    public static IReadOnlyList<GrowthSweep> All { get; } =
    [
        new("batch", "Training step of a VAE 784–400–20", "images a step", [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096],
            batch => new($"vae-784-400-20-b{batch}", device => new VaeStep(device, batch).Run) { Work = VaeStep.Work(batch) }),
        new("width", $"Training step of a classifier 784–w–w–10, {Batch} images", "width w", [64, 128, 256, 512, 1024, 2048, 4096],
            width => new($"mlp-784-{width}-{width}-10-b{Batch}", device => new MlpStep(device, Batch, width).Run) { Work = MlpStep.Work(Batch, width) }),
    ];
}
