using Engine.Models;

namespace Engine.Tests.Models.Modules;

/// <summary>A frozen copy has the numbers of its original, and no parameters.</summary>
public sealed class FrozenTests
{
    private static Sequential Net() => new(new Linear(3, 2), new Sequential(new Linear(2, 4)));

    [Fact]
    public void Its_parameters_are_buffers_and_the_original_keeps_its_own()
    {
        var net = Net();
        Assert.Equal(4, net.Parameters.Count);
        var frozen = net.Frozen();
        Assert.Empty(frozen.Parameters);
        Assert.All(frozen.Children, child => Assert.Empty(child.Module.Parameters));
        Assert.Equal(["0.weight", "0.bias", "1.0.weight", "1.0.bias"], frozen.Buffers.Select(buffer => buffer.Name));
        Assert.Equal(4, net.Parameters.Count);
        Assert.Equal(net.Parameters.Select(parameter => parameter.ToDoubles()), frozen.Buffers.Select(buffer => buffer.ToDoubles()));
        frozen.Initialize(new RandomStream(5));
        Assert.Equal(net.Parameters.Select(parameter => parameter.ToDoubles()), frozen.Buffers.Select(buffer => buffer.ToDoubles()));
    }

    [Fact]
    public void It_stays_frozen_in_another_module_in_copies_and_on_other_devices()
    {
        var whole = new Sequential(Net().Frozen(), new Linear(4, 1));
        Assert.Equal(["1.weight", "1.bias"], whole.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["1.weight", "1.bias"], whole.To(Device.Reference).Parameters.Select(parameter => parameter.Name));
        Assert.Equal(4, whole.Clone().Buffers.Count);
    }
}
