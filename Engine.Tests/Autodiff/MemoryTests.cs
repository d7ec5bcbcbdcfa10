namespace Engine.Tests.Autodiff;

/// <summary>Who owns the memory: tapes and scopes return it, kept tensors survive, warmed-up steps take none.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public class MemoryTests
{
    [Fact]
    public void A_tensor_ends_with_its_tape_and_says_so()
    {
        var x = Tensor.Of([1.0, 2]);
        Tensor y, kept;
        using (Tape.Record([x])) (y, kept) = (x * x, (x + 1).Keep());
        var message = Assert.Throws<ObjectDisposedException>(() => y.ToDoubles()).Message;
        Assert.Contains("of shape [2] has ended", message, StringComparison.Ordinal);
        Assert.Contains("Keep()", message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => y + 1);
        Assert.Equal([2.0, 3], kept.ToDoubles());
        Assert.Equal([1.0, 2], x.ToDoubles());
    }

    [Fact]
    public void The_error_names_a_named_tensor()
    {
        Tensor named;
        using (new Scope()) named = new Weight(Tensor.Ones([2, 2]));
        Assert.Contains("'weight' of shape [2, 2]", Assert.Throws<ObjectDisposedException>(() => named.MatMul(named)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_ends_with_the_memory_that_it_shares()
    {
        var x = Tensor.Of([1.0, 2]);
        var view = x.Reshape(2, 1);
        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => view.ToDoubles());
        x.Dispose();
    }

    [Fact]
    public void Dispose_inside_a_tape_leaves_the_tensor_to_it()
    {
        using var tape = Tape.Record();
        var y = Tensor.Ones([2]);
        y.Dispose();
        Assert.Equal([1.0, 1], y.ToDoubles());
        y.Keep().Dispose();
        Assert.Throws<ObjectDisposedException>(() => y.ToDoubles());
    }

    [Fact]
    public void Memory_that_was_given_back_and_rented_again_is_returned_once()
    {
        Tensor second;
        using (new Scope())
        {
            var first = Tensor.Ones([123]).Keep();
            first.Dispose();
            second = Tensor.Ones([123]);
        }
        Assert.Throws<ObjectDisposedException>(() => second.ToDoubles());
        var (a, b) = (Tensor.Full([123], 1), Tensor.Full([123], 2));
        Assert.Equal((1, 2), (a[0], b[0]));
    }

    [Fact]
    public void A_scope_returns_memory_and_suspends_recording()
    {
        var x = Tensor.Of([3.0], Device.Reference);
        using var tape = Tape.Record([x]);
        Tensor inside, kept;
        using (new Scope()) (inside, kept) = (x * x, (x * x).Keep());
        Assert.Throws<ObjectDisposedException>(() => inside.ToDoubles());
        Assert.Throws<ArgumentException>(() => tape.Gradient(kept, x));
        Assert.Equal(6, tape.Gradient(x * x, x).Item());
    }

    [Fact]
    public void A_tape_inside_a_scope_inside_a_tape_is_separate()
    {
        var x = Tensor.Of([3.0], Device.Reference);
        using var outer = Tape.Record([x]);
        using (new Scope())
        {
            using var inner = Tape.Record([x]);
            Assert.Equal(6, inner.Gradient(x * x, x).Item());
        }
        Assert.Equal(27, outer.Gradient(x * x * x, x).Item());
    }

    [Fact]
    public void An_inner_tapes_results_live_until_the_outer_one_closes()
    {
        var x = Tensor.Of([3.0], Device.Reference);
        using var outer = Tape.Record([x]);
        Tensor y;
        using (Tape.Record([x])) y = x * x;
        Assert.Equal(6, outer.Gradient(y, x).Item());
    }

    /// <summary>A small network by plain gradient steps: after the first steps, no storage is taken and nothing stays on the managed heap.</summary>
    [Fact]
    public void A_thousand_training_steps_take_no_memory()
    {
        var (x, target) = (Tensor.Randn([32, 8], 1), Tensor.Randn([32, 1], 2));
        Tensor[] parameters = [Tensor.Randn([16, 8], 3), Tensor.Zeros([16]), Tensor.Randn([1, 16], 4), Tensor.Zeros([1])];
        for (var step = 0; step < 50; step++) Step(x, target, parameters);
        var (storages, first) = (Device.Cpu.Allocations, Step(x, target, parameters));
        Assert.InRange(HeapGrowth.OfEachRound(() =>
        {
            for (var step = 0; step < 1000; step++) Step(x, target, parameters);
        }), long.MinValue, 16 * 1024);
        Assert.Equal(storages, Device.Cpu.Allocations);
        Assert.True(Step(x, target, parameters) < first, "the steps should learn");
    }

    [Fact]
    public void Steps_of_changing_batch_sizes_take_no_memory_after_the_first_of_each()
    {
        Tensor[] parameters = [Tensor.Randn([16, 8], 3), Tensor.Zeros([16]), Tensor.Randn([1, 16], 4), Tensor.Zeros([1])];
        (Tensor X, Tensor Target)[] batches = [.. new[] { 128, 96, 1, 128, 37 }.Select(rows => (Tensor.Randn([rows, 8], 1), Tensor.Randn([rows, 1], 2)))];
        foreach (var (x, target) in batches) Step(x, target, parameters);
        var storages = Device.Cpu.Allocations;
        for (var i = 0; i < 20; i++)
            foreach (var (x, target) in batches) Step(x, target, parameters);
        Assert.Equal(storages, Device.Cpu.Allocations);
    }

    /// <summary>Pullbacks give back g itself (Add, Clone), views of it (Reshape) and sums of what arrives: none may end early, and results last.</summary>
    [Fact]
    public void Gradients_that_share_memory_end_only_together()
    {
        var (a, b) = (Tensor.Of([1.0, 2], Device.Reference), Tensor.Of([3.0, 4], Device.Reference));
        using var tape = Tape.Record([a, b]);
        var sum = a + b;
        var both = (sum.Clone().Reshape(1, 2).Flatten() + sum) * b;
        var y = (both + a).Sum();                       // 2(a + b)b + a
        var gradients = tape.Gradient(y, [a, b, sum, a]);
        var again = tape.Gradient(y, [sum, b]);
        _ = (a * 5 + b * 7).Tanh();                     // would overwrite what was given back too early
        Assert.Equal([7.0, 9], gradients[a].ToDoubles());
        Assert.Equal([14.0, 20], gradients[b].ToDoubles());
        Assert.Equal([6.0, 8], gradients[sum].ToDoubles());
        Assert.Equal([6.0, 8], again[sum].ToDoubles());
        Assert.Equal([14.0, 20], again[b].ToDoubles());
    }

    [Fact]
    public void A_failing_pullback_leaves_tape_and_memory_in_order()
    {
        var x = Tensor.Of([1.0, 2], Device.Reference);
        using var tape = Tape.Record([x]);
        var y = Tensor.Of(1, Device.Reference);
        Tape.Recorded("Broken", [y], [x], arrived => throw new InvalidOperationException("broken"));
        Assert.Equal("broken", Assert.Throws<InvalidOperationException>(() => tape.Gradient(y + 1, x)).Message);
        Assert.Equal([2.0, 4], tape.Gradient((x * x).Sum(), x).ToDoubles());
    }

    [Fact]
    public void A_gradient_taken_inside_a_scope_ends_with_it()
    {
        var x = Tensor.Of([1.0, 2], Device.Reference);
        using var tape = Tape.Record([x]);
        var y = (x * x).Sum();
        Tensor ended, kept;
        using (new Scope()) (ended, kept) = (tape.Gradient(y, x), tape.Gradient(y, x).Keep());
        Assert.Throws<ObjectDisposedException>(() => ended.ToDoubles());
        Assert.Equal([2.0, 4], kept.ToDoubles());
    }

    private static double Step(Tensor x, Tensor target, Tensor[] parameters)
    {
        using var tape = Tape.Record(parameters);
        var hidden = x.Linear(parameters[0], parameters[1]).Tanh();
        var loss = (hidden.Linear(parameters[2], parameters[3]) - target).Square().Mean();
        foreach (var (parameter, gradient) in tape.Gradient(loss)) parameter.CopyFrom(parameter - gradient * 0.01);
        return loss.Item();
    }

    private sealed class Weight(Tensor other) : Tensor(other, "weight");
}
