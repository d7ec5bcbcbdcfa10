using Engine.Models;
using Engine.Tests.Models.Training;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>What holds for every decoder.</summary>
public sealed class DecoderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_decoder_has_a_case()
    {
        var tested = DecoderCases.All.Select(each => each.Make().GetType()).ToHashSet();
        var all = typeof(IDecoder).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IDecoder)) && !type.IsAbstract);
        Assert.Empty(all.Except(tested));
    }

    [Theory, MemberData(nameof(DecoderCases.Rows), MemberType = typeof(DecoderCases))]
    public void Axes_of_samples_lead(DecoderCase each)
    {
        var vae = each.Vae(Device.Reference);
        var z = Tensor.Randn([4, 3, 5, 2], 3, Device.Reference);
        var (free, judged) = (vae.Decoder.Decode(z), vae.Decoder.Likelihood(z, each.X));
        Assert.Equal([4, 3, 5, 7], free.Shape);
        Assert.Equal([4, 3, 5, 7], judged.Shape);
        Assert.Equal(free.Mean.ToDoubles(), judged.Mean.ToDoubles());
        Assert.Equal([4, 3, 5], judged.LogProb(each.X, -1).Shape);
        Assert.Equal([6, 5], vae.Pass(each.X, new RandomStream(1), [6]).LogWeights.Shape);
    }

    [Theory, MemberData(nameof(DecoderCases.Rows), MemberType = typeof(DecoderCases))]
    public void The_gradient_of_the_loss_is_right_for_fixed_noise(DecoderCase each)
    {
        var vae = each.Vae(Device.Reference);
        FiniteDifferences.Verify(() => vae.Loss(each.Batch(Device.Reference), new RandomStream(4)), vae.Parameters);
    }

    [Theory, MemberData(nameof(DecoderCases.Rows), MemberType = typeof(DecoderCases))]
    public void A_trained_decoder_is_saved_and_loaded_bit_for_bit_and_a_resumed_run_ends_in_the_same_bits(DecoderCase each)
    {
        Trainer Run(Vae vae, string? checkpoint = null) => new(vae, new Adam(1e-2)) { BatchSize = 2, Seed = 3, CheckpointPath = checkpoint };
        var data = Dataset.From(each.X);
        var (whole, half, resumed, loaded) = (each.Vae(Device.Cpu), each.Vae(Device.Cpu), each.Vae(Device.Cpu), each.Vae(Device.Cpu));
        SmallRun.Fit(Run(whole), data, 2);
        SmallRun.Fit(Run(half, folder.File("checkpoint")), data, 1);
        SmallRun.Fit(Run(resumed).Resume(folder.File("checkpoint")), data, 2);
        Assert.Equal(Numbers(whole), Numbers(resumed));

        whole.Save(folder.File("weights"));
        Assert.NotEqual(Numbers(whole), Numbers(loaded));
        loaded.Load(folder.File("weights"));
        Assert.Equal(Numbers(whole), Numbers(loaded));
        var z = Tensor.Randn([4, 2], 6);
        Assert.Equal(whole.Decoder.Decode(z).Sample(new RandomStream(7)).ToDoubles(), loaded.Decoder.Decode(z).Sample(new RandomStream(7)).ToDoubles());
    }

    private static double[][] Numbers(Module module) => [.. module.Parameters.Concat(module.Buffers).Select(tensor => tensor.ToDoubles())];
}
