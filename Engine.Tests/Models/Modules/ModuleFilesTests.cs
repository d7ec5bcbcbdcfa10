using Engine.Models;

namespace Engine.Tests.Models.Modules;

public sealed class ModuleFilesTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(path);

    private static Sequential Net(int hidden = 3) => new(new Linear(7, hidden), new Tanh(), new LayerNorm(hidden), new Linear(hidden, 2));

    private static double[][] Values(Module module) => [.. module.Parameters.Select(parameter => parameter.ToDoubles())];

    public static TheoryData<string> Devices => ["cpu", "reference"];

    [Theory, MemberData(nameof(Devices))]
    public void What_was_saved_is_loaded_bit_for_bit(string device)
    {
        var on = device == "cpu" ? Device.Cpu : Device.Reference;
        var (saved, loaded) = (Net().To(on), Net().To(on));
        saved.Initialize(new RandomStream(1));
        saved.Save(path, new Dictionary<string, string> { ["epochs"] = "3" });
        Assert.NotEqual(Values(saved), Values(loaded));
        loaded.Load(path);
        Assert.Equal(Values(saved), Values(loaded));
        Assert.Equal("3", Safetensors.Load(path).Metadata["epochs"]);
        Assert.Equal(saved.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal), Safetensors.Load(path).Tensors.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>A posterior is its means and ρs, by the layer's name; a network of the same layers takes them back bit for bit, and so answers the same.</summary>
    [Theory, MemberData(nameof(Devices))]
    public void A_posterior_is_saved_by_name_and_answers_the_same_when_loaded(string device)
    {
        var on = device == "cpu" ? Device.Cpu : Device.Reference;
        Sequential Posterior() => new Sequential(new BayesianLinear(7, 5, new NormalPrior(0, 0.5)), new Tanh(), new BayesianLinear(5, 2, new NormalPrior(0, 0.5), WeightEstimator.Flipout, bias: false)).To(on);
        var (saved, loaded) = (Posterior(), Posterior());
        foreach (var parameter in saved.Parameters) parameter.CopyFrom(new RandomStream(3).Split(parameter.Name).Normal(parameter.Shape, on));
        saved.Save(path);
        var (before, file) = (Values(loaded), Safetensors.Load(path));
        Assert.Equal(["0.bias.mean", "0.bias.rho", "0.weight.mean", "0.weight.rho", "2.weight.mean", "2.weight.rho"], file.Tensors.Keys.Order(StringComparer.Ordinal));
        loaded.Load(path);
        Assert.All(before.Zip(Values(loaded)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(Values(saved).SelectMany(Bits), Values(loaded).SelectMany(Bits));
        Assert.Equal(((BayesianLinear)saved[0]).Weight.Rho.ToDoubles().Select(value => (float)value), file.Tensors["0.weight.rho"].ToDoubles().Select(value => (float)value));
        var x = Tensor.Randn([4, 7], 5, on);
        Assert.Equal(PredictiveValues.Of(saved, x, 8, new RandomStream(1)).Samples.ToDoubles(), PredictiveValues.Of(loaded, x, 8, new RandomStream(1)).Samples.ToDoubles());

        static IEnumerable<long> Bits(double[] values) => values.Select(BitConverter.DoubleToInt64Bits);
    }

    [Fact]
    public void A_part_is_saved_under_its_own_names_and_loaded_values_stay_when_it_is_composed()
    {
        var whole = new Sequential(Net(), new Linear(2, 2));
        whole[0].Save(path);
        var part = Net();
        part.Initialize(new RandomStream(2));
        part.Load(path);
        Assert.Equal(Values(whole[0]), Values(part));
        _ = new Sequential(new Relu(), part);
        Assert.Equal(Values(whole[0]), Values(part));
    }

    [Fact]
    public void All_differences_are_named_at_once_and_nothing_changes()
    {
        Net(hidden: 4).Save(path);
        var net = new Sequential(new Linear(7, 3), new Tanh(), new Linear(3, 2));
        var before = Values(net);
        var message = Assert.Throws<InvalidDataException>(() => net.Load(path)).Message;
        foreach (var part in new[] { path, "'0.weight' has shape [4, 7], expected [3, 7]", "'2.weight' has shape [4], expected [2, 3]", "'3.weight' of shape [2, 4] is not a parameter" })
            Assert.Contains(part, message);
        Assert.Equal(before, Values(net));
    }

    [Fact]
    public void What_the_file_lacks_is_named()
    {
        new Sequential(new Linear(7, 3)).Save(path);
        var message = Assert.Throws<InvalidDataException>(() => Net().Load(path)).Message;
        Assert.Contains("'2.weight' of shape [3] is missing", message);
        Assert.Contains("'3.bias' of shape [2] is missing", message);
    }

    [Fact]
    public void A_damaged_file_changes_nothing()
    {
        var net = Net();
        net.Save(path);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^5]);
        net.Initialize(new RandomStream(3));
        var before = Values(net);
        Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => net.Load(path)).Message);
        Assert.Throws<FileNotFoundException>(() => net.Load(path + ".none"));
        Assert.Equal(before, Values(net));
    }
}
