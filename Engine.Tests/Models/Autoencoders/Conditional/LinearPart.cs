using Engine.Models;

namespace Engine.Tests.Models.Autoencoders.Conditional;

/// <summary>N(W·input, s²): a half of a linear model, of which all is known.</summary>
internal sealed class LinearPart : Module, IEncoder, IDecoder
{
    private readonly double deviation;

    public LinearPart(double[][] weights, double deviation) : base(Device.Reference)
    {
        this.deviation = deviation;
        RegisterBuffer("weight", Tensor.Of(weights, Device.Reference));
    }

    public Distribution Encode(Tensor x, RandomStream? noise = null) => new Normal(x.Linear(GetParameter("weight"), null), deviation);

    public Distribution Decode(Tensor z, RandomStream? noise = null) => Encode(z, noise);
}
