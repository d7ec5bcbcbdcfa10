using Engine.Models;
using Engine.Tests.Gpu;
using Engine.Tests.Models.Bayesian;

namespace Engine.Tests.Models;

/// <summary>Answers of many drawn networks and of ensembles on a device against the reference.</summary>
public abstract class PredictionParityTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    public static TheoryData<string> Networks => BayesianNetworks.Names;

    /// <summary>Five networks at once for all inputs, and each input with networks of its own.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void Drawn_networks(string name)
    {
        foreach (var shares in new[] { true, false })
            Compare(device => PredictiveValues.Of(BayesianNetworks.Of(name).To(device), Tensor.Randn([3, 6], seed: 4, device), 5, new RandomStream(8), shares).Samples);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Class_probabilities_and_uncertainty_of_an_ensemble(int part)
    {
        Compare(device =>
        {
            var ensemble = new DeepEnsemble(3, () => new Sequential(new Linear(6, 5), new Tanh(), new Linear(5, 4))).To(device);
            var answer = Predictive.Of(ensemble, Tensor.Randn([7, 6], seed: 4, device));
            return new[] { answer.Mean, answer.Entropy, answer.ExpectedEntropy, answer.MutualInformation }[part];
        });
    }

    private void Compare(Func<Device, Tensor> answer)
    {
        var (given, expected) = (answer(Device), answer(Device.Reference));
        Assert.True(given.To(Device.Reference).AllClose(expected, rtol: 1e-5, atol: 1e-5), $"{given}, reference {expected}");
    }
}

public sealed class PredictionParityOnCpu : PredictionParityTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class PredictionParityOnEmulated : PredictionParityTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class PredictionParityOnOpenCl : PredictionParityTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class PredictionParityOnCuda : PredictionParityTests
{
    protected override Device Device => TestDevices.Cuda;
}
