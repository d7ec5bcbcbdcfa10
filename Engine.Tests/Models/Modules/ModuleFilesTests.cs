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
