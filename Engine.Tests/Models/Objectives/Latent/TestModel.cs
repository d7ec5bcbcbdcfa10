using Engine.Models;

namespace Engine.Tests.Models.Objectives.Latent;

/// <summary>A model whose posterior is given: the same for every x.</summary>
internal sealed class TestModel(Distribution posterior, Func<Tensor, Distribution> likelihood, Distribution? prior = null) : ILatentVariableModel
{
    public LatentPass Pass(Tensor x, RandomStream noise, Shape sampleShape = default, Func<Tensor, Tensor>? path = null)
    {
        var z = posterior.Rsample(noise, sampleShape);
        if (path is not null) z = path(z);
        return new([new(posterior, prior ?? StandardNormal.Like(posterior), z)], likelihood(z), x);
    }
}
