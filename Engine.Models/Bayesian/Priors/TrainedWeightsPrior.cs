namespace Engine.Models;

/// <summary>Becomes a <see cref="WeightwisePrior"/> around the weights' first values.</summary>
internal sealed class TrainedWeightsPrior(double deviation) : Prior
{
    private readonly double deviation = Require.PriorDeviation(deviation, nameof(deviation));

    public override Tensor Divergence(Tensor mean, Tensor rho, Func<Tensor> sample) =>
        throw new InvalidOperationException("A prior at trained weights has no divergence before it is part of a layer.");

    protected internal override Prior For(Parameter mean) => new WeightwisePrior(mean, mean.Like(deviation));
}
