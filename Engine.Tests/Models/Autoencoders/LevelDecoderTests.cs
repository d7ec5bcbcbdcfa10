using Engine.Models;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>Decoders of grey and of discrete observations: where they start, what their outputs mean, and what they refuse.</summary>
public sealed class LevelDecoderTests
{
    [Fact]
    public void Start_near_the_mean_observation_whatever_z_is()
    {
        var z = Tensor.Randn([100, 3], seed: 1);
        var continuous = new ContinuousBernoulliDecoder(latent: 3, hidden: 5, features: 4);
        continuous.StartAt(Tensor.Of([0, 0.25, 0.5, 1]));
        var mean = continuous.Decode(z).Mean;
        Assert.True(mean.Mean(0).AllClose(Tensor.Of([0.001, 0.25, 0.5, 0.999]), rtol: 0.2, atol: 0.03), $"{mean.Mean(0)}");
        var discretized = new DiscretizedLogisticDecoder(latent: 3, hidden: 5, features: 4);
        discretized.StartAt(Tensor.Of([0, 0.25, 0.5, 1]));
        Assert.True(((DiscretizedLogistic)discretized.Decode(z)).Location.Mean(0).AllClose(Tensor.Of([0, 0.25, 0.5, 1]), rtol: 0, atol: 0.1));
    }

    [Fact]
    public void A_feature_has_neighbouring_outputs_for_its_levels()
    {
        var decoder = new CategoricalDecoder(new Lambda(outputs => outputs), levels: 3);
        var p = (Categorical)decoder.Decode(Tensor.Of([[1.0, 2, 3, 4, 5, 6]]));
        Assert.Equal([1, 2], p.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], p.Logits.ToDoubles());
    }

    [Fact]
    public void Networks_and_settings_that_do_not_fit_are_named()
    {
        static void Says(Func<object> call, params string[] texts) =>
            Assert.All(texts, text => Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal));
        var seven = Tensor.Zeros([5, 7]);
        Says(() => new CategoricalDecoder(new Lambda(x => x), levels: 3).Decode(seven), "[5, 7]", "features·3");
        Says(() => new CategoricalDecoder(2, 3, 4, levels: 0), "levels", "not 0");
        Says(() => new DiscretizedLogisticDecoder(new Lambda(x => x)).Decode(seven), "[5, 7]", "2·features");
        Says(() => new DiscretizedLogisticDecoder(2, 3, 4, levels: 1), "levels", "not 1");
        Says(() => new DiscretizedLogisticDecoder(2, 3, 4, floor: 0), "floor", "not 0");
        var mean = Assert.ThrowsAny<ArgumentException>(() => new ContinuousBernoulliDecoder(2, 3, 4).StartAt(Tensor.Zeros([5]))).Message;
        Assert.All(["[5]", "[4]"], text => Assert.Contains(text, mean, StringComparison.Ordinal));
    }
}
