namespace Engine.Models;

/// <summary>A model p(x, z) with an inference q(z|x) for it: all that an objective such as <see cref="LatentElbo"/> or <see cref="Iwae"/> wants to know.</summary>
public interface ILatentVariableModel : IReportsTraining
{
    /// <summary>Draws the latent variables of observations from q(z|x) and decodes them.</summary>
    /// <param name="x">Observations, [batch, features].</param>
    /// <param name="noise">Where the samples come from, and what stochastic layers are given.</param>
    /// <param name="sampleShape">How many samples for each observation: axes before the batch's. None unless given.</param>
    /// <param name="path">What each reparameterized sample is led through before it goes on, for estimators that change its gradient; null for nothing.</param>
    LatentPass Pass(Tensor x, RandomStream noise, Shape sampleShape = default, Func<Tensor, Tensor>? path = null);

    /// <summary>The <see cref="LatentReport"/>: rate and distortion, the dimensions in use, and whether the posterior has collapsed.</summary>
    TrainingReport IReportsTraining.Report(Dataset data, RandomStream rng) => LatentReport.Of(this, data, rng).Summary;
}
