using Engine.Models;

namespace Engine.Tests.Models.Autoencoders;

public class BernoulliDecoderTests
{
    [Fact]
    public void Starts_near_the_mean_observation_whatever_z_is()
    {
        var decoder = new BernoulliDecoder(latent: 3, hidden: 5, features: 4);
        decoder.StartAt(Tensor.Of([0, 0.25, 0.5, 1]));
        var p = decoder.Decode(Tensor.Randn([100, 3], seed: 1)).Mean;
        Assert.True(p.Mean(0).AllClose(Tensor.Of([0.001, 0.25, 0.5, 0.999]), rtol: 0.2, atol: 0.03), $"{p.Mean(0)}");
        Assert.True(p.Variance(0).Max().Item() is > 0 and < 1e-3);
    }

    [Fact]
    public void A_mean_of_another_shape_and_a_network_without_a_last_bias_are_refused()
    {
        var message = Assert.Throws<ArgumentException>(() => new BernoulliDecoder(3, 5, 4).StartAt(Tensor.Zeros([5]))).Message;
        Assert.Contains("[5]", message);
        Assert.Contains("[4]", message);
        Assert.Throws<InvalidOperationException>(() => new BernoulliDecoder(new Sequential(new Linear(3, 4), new Relu())).StartAt(Tensor.Zeros([4])));
    }
}
