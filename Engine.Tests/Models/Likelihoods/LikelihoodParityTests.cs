using Engine.Tests.Gpu;

namespace Engine.Tests.Models;

/// <summary>Every likelihood on a device against the reference: what it gives, and the gradient of the outputs.</summary>
public abstract class LikelihoodParityTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    [Theory, MemberData(nameof(LikelihoodCases.Rows), MemberType = typeof(LikelihoodCases))]
    public void Values_and_gradients(LikelihoodCase each)
    {
        var (given, expected) = (Run(each, Device), Run(each, Device.Reference));
        Assert.True(given.Value.AllClose(expected.Value, rtol: 1e-5, atol: 1e-5), $"{given.Value}, reference {expected.Value}");
        Assert.True(given.Gradient.AllClose(expected.Gradient, rtol: 1e-5, atol: 1e-5), $"gradient {given.Gradient}, reference {expected.Gradient}");
    }

    private static (Tensor Value, Tensor Gradient) Run(LikelihoodCase each, Device device)
    {
        var (outputs, targets) = (each.Outputs.To(device), each.Targets.To(device));
        using var tape = Tape.Record([outputs]);
        var y = each.Likelihood.LogProb(outputs, targets);
        return (y.To(Device.Reference).Keep(), tape.Gradient((y * Tensor.Linspace(0.5, 2, y.Elements, device)).Sum(), outputs).To(Device.Reference).Keep());
    }
}

public sealed class LikelihoodParityOnCpu : LikelihoodParityTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class LikelihoodParityOnEmulated : LikelihoodParityTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class LikelihoodParityOnOpenCl : LikelihoodParityTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class LikelihoodParityOnCuda : LikelihoodParityTests
{
    protected override Device Device => TestDevices.Cuda;
}
