using Engine.Models;

namespace Engine.Tests.Models.Optimizers;

public class OptimizerTests
{
    private static readonly Dictionary<string, Func<IEnumerable<Tensor>?, Optimizer>> Kinds = new()
    {
        ["sgd"] = parameters => parameters is null ? new Sgd(0.05) : new Sgd(parameters, 0.05),
        ["momentum"] = parameters => parameters is null ? new Sgd(0.05, 0.9) : new Sgd(parameters, 0.05, 0.9),
        ["adam"] = parameters => parameters is null ? new Adam(0.01) : new Adam(parameters, 0.01),
        ["adamw"] = parameters => parameters is null ? new AdamW(0.01) : new AdamW(parameters, 0.01),
    };

    public static TheoryData<string, bool> KindsAndLists
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var name in Kinds.Keys)
            {
                data.Add(name, true);
                data.Add(name, false);
            }
            return data;
        }
    }

    private static Sequential Net() => new(new Linear(3, 4), new Tanh(), new Linear(4, 2));

    private static void Train(Sequential net, Optimizer optimizer, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            using var tape = Tape.Record(net.Parameters);
            optimizer.Step(tape.Gradient(net.Forward(Tensor.Randn([5, 3], seed: (ulong)step)).Square().Mean()));
        }
    }

    [Theory, MemberData(nameof(KindsAndLists))]
    public void A_resumed_run_ends_in_bitwise_the_same_weights(string kind, bool listed)
    {
        var whole = Net();
        var optimizer = Kinds[kind](listed ? whole.Parameters : null);
        Train(whole, optimizer, 0, 7);
        optimizer.LearningRate = 0.02;
        var state = optimizer.State.ToDictionary(entry => entry.Key, entry => entry.Value.Clone().Keep());
        var resumed = whole.Clone();
        Train(whole, optimizer, 7, 12);

        var second = Kinds[kind](listed ? resumed.Parameters : null);
        second.LoadState(state);
        Assert.Equal(state.Keys.Order(), second.State.Select(entry => entry.Key).Order());
        Train(resumed, second, 7, 12);
        Assert.All(whole.Parameters.Zip(resumed.Parameters), pair => Assert.True(pair.First.SameAs(pair.Second)));
    }

    /// <summary>0.9 times the smallest float rounds to itself: without an end the average of a unit that has died stays subnormal for ever.</summary>
    [Fact]
    public void The_average_of_gradients_that_have_ended_comes_to_zero()
    {
        foreach (var device in new[] { Device.Cpu, Device.Reference })
            foreach (var (optimizer, name) in new (Optimizer, string)[] { (new Adam(), "mean"), (new AdamW(weightDecay: 0), "mean"), (new Sgd(0.1, momentum: 0.9), "momentum") })
            {
                var parameter = Tensor.Ones([40], device);
                parameter.Name = "p";
                Step(1);
                for (var i = 0; i < 700; i++) Step(0);
                Assert.All(Average(), value => Assert.NotEqual(0, value));
                for (var i = 0; i < 200; i++) Step(0);
                Assert.All(Average(), value => Assert.Equal(0, value));
                Step(1e-30);
                Assert.All(Average(), value => Assert.InRange(value, 0.9e-31, 1.1e-30));

                void Step(double gradient)
                {
                    using var scope = new Scope();
                    var gradients = new Gradients();
                    gradients.Add(parameter, Tensor.Full([40], gradient, device));
                    optimizer.Step(gradients);
                }

                double[] Average() => optimizer.State.Single(entry => entry.Key.EndsWith(name, StringComparison.Ordinal)).Value.ToDoubles();
            }
    }

    [Fact]
    public void The_state_passes_through_a_file_without_loss()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var (net, adam) = (Net(), new Adam(0.1));
        Train(net, adam, 0, 3);
        Safetensors.Save(path, adam.State);
        var read = new Adam(0.2);
        read.LoadState(Safetensors.Load(path, Device.Reference).Tensors);
        File.Delete(path);
        Assert.Equal(0.1, read.LearningRate);
        var copy = net.Clone();
        Train(net, adam, 3, 6);
        Train(copy, read, 3, 6);
        Assert.All(net.Parameters.Zip(copy.Parameters), pair => Assert.True(pair.First.SameAs(pair.Second)));
    }

    [Fact]
    public void The_state_is_named_after_the_parameters()
    {
        var net = new Sequential(new Linear(3, 2, bias: false));
        var adam = new Adam(net.Parameters);
        Train(net, adam, 0, 3);
        Assert.Equal(["learning_rate", "0.weight.steps", "0.weight.mean", "0.weight.square"], adam.State.Select(entry => entry.Key));
        Assert.Equal(3, adam.State.Single(entry => entry.Key == "0.weight.steps").Value.Item());
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_and_nothing_changes()
    {
        var net = Net();
        var adam = new Adam(net.Parameters, 0.01);
        Train(net, adam, 0, 2);
        var state = adam.State.ToDictionary(entry => entry.Key, entry => entry.Value.Clone());
        Refused("'learning_rate'", entries => entries.Remove("learning_rate"));
        Refused("'0.weight.mean'", entries => entries.Remove("0.weight.mean"));
        Refused("0.weight.momentum", entries => entries["0.weight.momentum"] = Tensor.Zeros([4, 3]));
        Refused("[3, 4]", entries => entries["0.weight.square"] = Tensor.Zeros([3, 4]));
        Refused("1.5", entries => entries["0.weight.steps"] = Tensor.Of(1.5));
        Refused("'2.bias'", entries => { foreach (var end in new[] { "steps", "mean", "square" }) entries.Remove($"2.bias.{end}"); });
        Refused("9.w", entries => { foreach (var end in new[] { "steps", "mean", "square" }) entries[$"9.w.{end}"] = Tensor.Of(1.0); });

        void Refused(string because, Action<Dictionary<string, Tensor>> damage)
        {
            var damaged = new Dictionary<string, Tensor>(state) { ["learning_rate"] = Tensor.Of(0.5) };
            damage(damaged);
            Assert.Contains(because, Assert.Throws<ArgumentException>(() => adam.LoadState(damaged)).Message);
            Assert.Equal(0.01, adam.LearningRate);
            foreach (var entry in adam.State) Assert.True(entry.Value.SameAs(state[entry.Key]));
        }
    }

    [Fact]
    public void Two_parameters_of_one_name_have_no_state_by_name()
    {
        var (first, second) = (Net(), Net());
        var adam = new Adam(first.Parameters.Concat(second.Parameters));
        Assert.Contains("'0.weight'", Assert.Throws<InvalidOperationException>(() => adam.State.ToArray()).Message);
    }

    [Fact]
    public void Gradients_of_other_tensors_or_of_too_few_are_refused_and_nothing_changes()
    {
        var net = Net();
        var before = net.Clone();
        var adam = new Adam(net.Parameters);
        var gradients = new Gradients();
        foreach (var parameter in net.Parameters.SkipLast(1)) gradients.Add(parameter, Tensor.Ones(parameter.Shape));
        Assert.Contains("'2.bias'", Assert.Throws<ArgumentException>(() => adam.Step(gradients)).Message);
        gradients.Add(net.Parameters[^1], Tensor.Ones([2]));
        gradients.Add(Tensor.Ones([6]), Tensor.Ones([6]));
        Assert.Contains("[6]", Assert.Throws<ArgumentException>(() => adam.Step(gradients)).Message);
        Assert.All(net.Parameters.Zip(before.Parameters), pair => Assert.True(pair.First.SameAs(pair.Second)));
    }

    [Fact]
    public void Without_a_list_exactly_the_sources_are_changed()
    {
        var net = Net();
        var before = net.Clone();
        var gradients = new Gradients();
        gradients.Add(net.Parameters[0], Tensor.Ones([4, 3]));
        new Adam().Step(gradients);
        Assert.False(net.Parameters[0].SameAs(before.Parameters[0]));
        Assert.All(net.Parameters.Zip(before.Parameters).Skip(1), pair => Assert.True(pair.First.SameAs(pair.Second)));
    }

    [Theory]
    [InlineData(-1e-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Settings_out_of_range_are_refused(double wrong)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(learningRate: wrong));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: wrong));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: wrong));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: wrong));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: wrong));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(0.1, momentum: wrong));
        var adam = new Adam(0.5);
        Assert.Throws<ArgumentOutOfRangeException>(() => adam.LearningRate = wrong);
        Assert.Equal(0.5, adam.LearningRate);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1));
    }

    [Fact]
    public void No_parameters_or_the_same_twice_are_refused()
    {
        var parameter = Tensor.Ones([2]);
        Assert.Throws<ArgumentException>(() => new Adam([]));
        Assert.Throws<ArgumentException>(() => new Adam([parameter, parameter]));
    }
}
