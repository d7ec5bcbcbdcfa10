using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>σ = eˢ + floor with a trained s: of shape [] for one deviation, [features] for one each.</summary>
internal sealed class TrainedNoise : GaussianNoise
{
    private readonly double floor;

    public TrainedNoise(Shape shape, double deviation, double floor)
    {
        this.floor = Require.Positive(floor, nameof(floor));
        if (!(deviation > floor && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, $"deviation must be finite and above the floor {floor}, not {deviation}.");
        Register("logScale", shape, new Constant(Math.Log(deviation - floor)));
    }

    internal override Distribution Around(Tensor outputs) => new Normal(outputs, GetParameter("logScale").Exp() + floor, validate: false);
}
