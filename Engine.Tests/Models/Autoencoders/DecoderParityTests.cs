using Engine.Tests.Gpu;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>A variational autoencoder with every decoder on a device against the reference: the loss, and the gradients of all parameters.</summary>
public abstract class DecoderParityTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    [Theory, MemberData(nameof(DecoderCases.Rows), MemberType = typeof(DecoderCases))]
    public void Loss_and_gradients(DecoderCase each)
    {
        var (given, expected) = (Run(each, Device), Run(each, Device.Reference));
        Assert.Equal(expected.Count, given.Count);
        foreach (var (what, tensor) in given) Assert.True(tensor.To(Device.Reference).AllClose(expected[what], rtol: 1e-5, atol: 1e-5), $"{what}: {tensor}, reference {expected[what]}");
    }

    private static Dictionary<string, Tensor> Run(DecoderCase each, Device device)
    {
        var vae = each.Vae(device);
        using var tape = Tape.Record(vae.Parameters);
        var loss = vae.Loss(each.Batch(device), new RandomStream(4));
        var gradients = tape.Gradient(loss);
        Dictionary<string, Tensor> results = new() { ["loss"] = loss.Keep() };
        foreach (var parameter in vae.Parameters) results[$"gradient by {parameter.Name}"] = gradients[parameter].Keep();
        return results;
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
