using Engine.Operations;

namespace Engine.Models;

/// <summary>
/// The deviation that makes the observations of a batch most likely, σ̂² = max(MSE, floor²), as a constant: at the best σ the bound has no
/// slope by it, so the gradient is that of D/2·ln MSE whether or not it flows through σ̂ (an envelope), and a σ held fixed is cheaper.
/// </summary>
/// <remarks>Where there are no observations it is that of the last ones judged, NaN before any: enough for draws of a trained decoder.</remarks>
internal sealed class OptimalNoise : GaussianNoise
{
    private readonly double floor;

    public OptimalNoise(double floor)
    {
        this.floor = Require.Positive(floor, nameof(floor));
        RegisterBuffer("deviation", Tensor.Of(double.NaN));
    }

    internal override Distribution Around(Tensor outputs) => new Normal(outputs, GetParameter("deviation").Clone(), validate: false);

    internal override Distribution Around(Tensor outputs, Tensor x)
    {
        if (outputs.Shape[-1] != x.Shape[-1]) throw new ArgumentException($"x has shape {x.Shape}, but the decoder gives means {outputs.Shape}; expected as many features.", nameof(x));
        var meanSquare = outputs.StopGradient().ZipSum<SquaredDifference>(x.StopGradient(), -1).Mean() / x.Shape[-1];
        var deviation = meanSquare.Sqrt().Maximum(meanSquare.Like(floor));
        GetParameter("deviation").CopyFrom(deviation);
        return new Normal(outputs, deviation, validate: false);
    }
}
