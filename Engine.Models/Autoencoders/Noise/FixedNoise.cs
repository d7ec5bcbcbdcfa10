namespace Engine.Models;

/// <summary>A known deviation.</summary>
internal sealed class FixedNoise(double deviation) : GaussianNoise
{
    private readonly NormalLikelihood likelihood = new(deviation);

    internal override Distribution Around(Tensor outputs) => likelihood.Of(outputs);
}
