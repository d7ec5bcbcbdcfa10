namespace Engine.Models;

/// <summary>A deviation for each feature and z, from the decoder's network.</summary>
internal sealed class PredictedNoise(double floor) : GaussianNoise
{
    private readonly PredictedNormalLikelihood likelihood = new(floor);

    internal override int OutputsPerFeature => 2;

    internal override Distribution Around(Tensor outputs) => likelihood.Of(outputs);
}
