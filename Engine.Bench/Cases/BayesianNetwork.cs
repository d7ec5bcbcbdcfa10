using Engine.Models;
using Engine.Models.Initialization;

namespace Engine.Bench.Cases;

/// <summary>A classifier 784–h–h–10 with normal weights and prior N(0, 1), whose deviations start at softplus(−4).</summary>
internal static class BayesianNetwork
{
    /// <summary>Numbers of an image.</summary>
    public const int Pixels = 784;

    /// <summary>Kinds of images.</summary>
    public const int Classes = 10;

    /// <summary>A new network.</summary>
    public static Sequential Create(Device device, int hidden, WeightEstimator estimator)
    {
        var network = new Sequential(Layer(Pixels, hidden), new Relu(), Layer(hidden, hidden), new Relu(), Layer(hidden, Classes)).To(device);
        network.Initialize(new RandomStream(7));
        return network;

        BayesianLinear Layer(int inputs, int outputs) =>
            new(inputs, outputs, estimator: estimator, initializer: BoundedUniform.Within(Math.Sqrt(3.0 / inputs)), initialDeviation: Math.Log(1 + Math.Exp(-4)));
    }
}
