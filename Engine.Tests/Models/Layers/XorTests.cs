using Engine.Models;

namespace Engine.Tests.Models.Layers;

public class XorTests
{
    [Fact]
    public void A_network_with_one_hidden_layer_learns_exclusive_or()
    {
        var x = Tensor.Of([[0, 0], [0, 1], [1, 0], [1, 1]]);
        var y = Tensor.Of([0.0, 1, 1, 0]);
        var net = new Sequential(new Linear(2, 8), new Tanh(), new Linear(8, 2));
        var adam = new Adam(net.Parameters, learningRate: 0.05);
        for (var step = 0; step < 200; step++)
        {
            using var tape = Tape.Record(net.Parameters);
            adam.Step(tape.Gradient(Loss.CrossEntropy(net.Forward(x), y)));
        }
        Assert.Equal([0, 1, 1, 0], net.Forward(x).ArgMax(1).ToArray());
        Assert.True(Loss.CrossEntropy(net.Forward(x), y).Item() < 0.05);
    }
}
