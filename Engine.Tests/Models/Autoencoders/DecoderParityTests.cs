using Engine.Tests.Gpu;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>The loss and its gradients by every decoder on a device against the reference.</summary>
public abstract class DecoderParityTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    [Theory, MemberData(nameof(DecoderCases.Rows), MemberType = typeof(DecoderCases))]
    public void Losses_and_gradients(DecoderCase each)
    {
        var (given, expected) = (Run(each, Device), Run(each, Device.Reference));
        foreach (var (what, tensor) in given) Assert.True(tensor.AllClose(expected[what], rtol: 2e-5, atol: 2e-5), $"{what}: {tensor}, reference {expected[what]}");
    }

    private static Dictionary<string, Tensor> Run(DecoderCase each, Device device)
    {
        var vae = each.Vae(device);
        using var tape = Tape.Record(vae.Parameters);
        var loss = vae.Loss(each.Batch(device), new RandomStream(5));
        var gradients = tape.Gradient(loss);
        return vae.Parameters.ToDictionary(parameter => $"gradient by {parameter.Name}", parameter => gradients[parameter].To(Device.Reference).Keep())
            .Append(new("loss", loss.To(Device.Reference).Keep())).ToDictionary();
    }
}

public sealed class DecoderParityOnCpu : DecoderParityTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class DecoderParityOnEmulated : DecoderParityTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class DecoderParityOnOpenCl : DecoderParityTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class DecoderParityOnCuda : DecoderParityTests
{
    protected override Device Device => TestDevices.Cuda;
}
