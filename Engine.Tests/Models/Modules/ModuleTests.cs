using Engine.Models;
using Engine.Models.Initialization;

namespace Engine.Tests.Models.Modules;

public class ModuleTests
{
    private sealed class Pair : Layer
    {
        public Pair(Layer encoder, Layer decoder)
        {
            Register("scale", [], new Ones());
            Register("encoder", encoder);
            Register("decoder", decoder);
        }

        public Parameter Scale => GetParameter("scale");

        public Layer Encoder => GetChild<Layer>("encoder");

        public Layer Decoder => GetChild<Layer>("decoder");

        public override Tensor Forward(Tensor x, RandomStream? noise = null) => Decoder.Forward(Encoder.Forward(x, noise), noise) * Scale;

        public void Add(string name, Module module) => Register(name, module);

        public Parameter Add(string name, Shape shape) => Register(name, shape, new Zeros());

        public Linear Wrong() => GetChild<Linear>("encoder");

        public Parameter Missing() => GetParameter("shift");
    }

    /// <summary>What the remarks of Module forbid: a field that keeps a part.</summary>
    private sealed class Keeper : Layer
    {
        private readonly Linear inner;

        public Keeper() => inner = Register("inner", new Linear(2, 3));

        public override Tensor Forward(Tensor x, RandomStream? noise = null) => inner.Forward(x, noise);
    }

    private static Pair Model() => new(new Sequential(new Linear(7, 3), new Tanh(), new Linear(3, 2)), new Linear(2, 7));

    [Fact]
    public void Parameters_have_the_names_of_their_places_in_the_finished_tree() =>
        Assert.Equal(
            ["scale", "encoder.0.weight", "encoder.0.bias", "encoder.2.weight", "encoder.2.bias", "decoder.weight", "decoder.bias"],
            Model().Parameters.Select(parameter => parameter.Name));

    [Fact]
    public void Names_also_follow_when_a_part_grows_after_it_was_composed()
    {
        var inner = Model();
        var outer = new Sequential(inner);
        Assert.Equal(7, outer.Parameters.Count);
        Assert.Equal("0.late", inner.Add("late", [4]).Name);
        Assert.Equal(8, outer.Parameters.Count);
        Assert.Equal("0.encoder", inner.Encoder.Name);
        Assert.Equal(1 + 7 * 3 + 3 + 3 * 2 + 2 + 2 * 7 + 7 + 4, outer.ParameterCount);
    }

    [Fact]
    public void A_new_network_holds_the_values_of_seed_0_and_equal_layers_in_it_differ()
    {
        var net = new Sequential(new Linear(4, 4), new Linear(4, 4));
        Assert.False(((Linear)net[0]).Weight.SameAs(((Linear)net[1]).Weight));
        var values = net.Parameters.Select(parameter => parameter.ToDoubles()).ToArray();
        net.Initialize(new RandomStream(0));
        Assert.Equal(values, net.Parameters.Select(parameter => parameter.ToDoubles()));
        net.Initialize(new RandomStream(1));
        Assert.NotEqual(values[0], net.Parameters[0].ToDoubles());
    }

    [Fact]
    public void Written_initialized_and_copied_values_stay_when_a_module_becomes_part_of_another()
    {
        var (written, initialized, original) = (new Linear(4, 3), new Linear(4, 3), new Linear(4, 3));
        written.Weight.CopyFrom(Tensor.Ones([3, 4]));
        initialized.Initialize(new RandomStream(5));
        var copied = original.Clone();
        var before = initialized.Weight.ToDoubles();
        _ = new Sequential(written, initialized, copied);
        Assert.All(written.Weight.ToDoubles(), value => Assert.Equal(1, value));
        Assert.Equal(before, initialized.Weight.ToDoubles());
        Assert.True(copied.Weight.SameAs(original.Weight));
    }

    [Fact]
    public void A_copy_has_the_same_values_in_memory_of_its_own_and_leaves_the_original_alone()
    {
        var model = Model();
        var (copy, oracle) = (model.Clone(), model.To(Device.Reference));
        Assert.Equal(Device.Reference, oracle.Device);
        Assert.Equal(model.Parameters.Select(parameter => parameter.Name), oracle.Parameters.Select(parameter => parameter.Name));
        var x = Tensor.Randn([5, 7], seed: 3);
        var y = model.Forward(x);
        Assert.True(copy.Forward(x).SameAs(y));
        Assert.True(oracle.Forward(x.To(Device.Reference)).AllClose(y, 1e-5, 1e-5));
        foreach (var parameter in copy.Parameters) parameter.CopyFrom(Tensor.Zeros(parameter.Shape));
        Assert.True(model.Forward(x).SameAs(y));
        Assert.False(ReferenceEquals(copy.Encoder, model.Encoder));
    }

    [Fact]
    public void A_copied_part_is_a_root()
    {
        var part = Model().Encoder.Clone();
        Assert.Equal("0.weight", part.Parameters[0].Name);
        _ = new Pair(part, new Linear(2, 7));
        Assert.Equal("encoder.0.weight", part.Parameters[0].Name);
    }

    [Fact]
    public void A_field_that_keeps_a_part_is_found_when_copying()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new Keeper().Clone());
        Assert.Contains("'inner'", error.Message);
    }

    [Fact]
    public void Parameters_outlive_the_tape_they_were_made_in()
    {
        Linear layer;
        using (Tape.Record()) layer = new Sequential(new Linear(3, 2)) is { } net ? (Linear)net[0] : null!;
        Assert.Equal([2, 3], layer.Weight.Shape);
        Assert.False(layer.Weight.HasNaN());
    }

    [Theory]
    [InlineData("scale")]
    [InlineData("encoder")]
    [InlineData("")]
    [InlineData("a.b")]
    public void A_bad_name_is_refused_and_nothing_changes(string name)
    {
        var model = Model();
        Assert.Throws<ArgumentException>(() => model.Add(name, new Linear(2, 2)));
        Assert.Throws<ArgumentException>(() => model.Add(name, [2]));
        Assert.Equal(7, model.Parameters.Count);
    }

    [Fact]
    public void A_module_with_a_place_is_refused_another()
    {
        var layer = new Linear(2, 2);
        Assert.Contains("Clone()", Assert.Throws<ArgumentException>(() => new Sequential(layer, layer)).Message);
        var model = Model();
        Assert.Throws<ArgumentException>(() => model.Add("self", model));
        Assert.Throws<ArgumentException>(() => ((Pair)new Sequential(model)[0]).Add("again", model.Encoder));
    }

    [Fact]
    public void Wrong_look_ups_say_what_there_is()
    {
        Assert.Contains("decoder (Linear)", Assert.Throws<KeyNotFoundException>(() => Model().Wrong()).Message);
        Assert.Contains("scale", Assert.Throws<KeyNotFoundException>(() => Model().Missing()).Message);
    }
}
