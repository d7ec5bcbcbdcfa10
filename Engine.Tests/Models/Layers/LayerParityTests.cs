using Engine.Models;
using Engine.Tests.Gpu;

namespace Engine.Tests.Models.Layers;

/// <summary>Every layer on a device against the reference: what it gives, and the gradients of its parameters.</summary>
public abstract class LayerParityTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    [Fact]
    public void Every_layer_is_among_them()
    {
        static Type Open(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        static IEnumerable<Type> With(Module module) => module.Children.SelectMany(child => With(child.Module)).Append(Open(module.GetType()));
        var all = typeof(Layer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract);
        Assert.Empty(all.Except(LayerTests.Layers.Values.SelectMany(make => With(make()))).Select(type => type.Name));
    }

    [Theory, MemberData(nameof(LayerTests.Names), MemberType = typeof(LayerTests))]
    public void Values_and_gradients(string name)
    {
        var layer = LayerTests.Layers[name]();
        var (given, expected) = (Run(layer, Device), Run(layer, Device.Reference));
        Assert.Equal(expected.Count, given.Count);
        foreach (var (what, tensor) in given) Assert.True(tensor.To(Device.Reference).AllClose(expected[what], rtol: 1e-5, atol: 1e-5), $"{what}: {tensor}, reference {expected[what]}");
    }

    private static Dictionary<string, Tensor> Run(Layer layer, Device device)
    {
        var moved = layer.To(device);
        using var tape = Tape.Record(moved.Parameters);
        var y = moved.Forward(Tensor.Randn([5, 7], seed: 4, device), new RandomStream(8));
        Dictionary<string, Tensor> results = new() { ["value"] = y.Keep() };
        if (moved.Parameters.Count == 0) return results;
        var gradients = tape.Gradient(y.Square().Sum());
        foreach (var parameter in moved.Parameters) results[$"gradient by {parameter.Name}"] = gradients[parameter].Keep();
        return results;
    }
}

public sealed class LayerParityOnCpu : LayerParityTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class LayerParityOnEmulated : LayerParityTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class LayerParityOnOpenCl : LayerParityTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class LayerParityOnCuda : LayerParityTests
{
    protected override Device Device => TestDevices.Cuda;
}
