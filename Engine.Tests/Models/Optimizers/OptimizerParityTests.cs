using Engine.Models;
using Engine.Tests.Gpu;

namespace Engine.Tests.Models.Optimizers;

/// <summary>Some steps of every optimizer on a device against the reference.</summary>
public abstract class OptimizerParityTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    private static readonly Dictionary<string, Func<Optimizer>> kinds = new()
    {
        ["Sgd"] = () => new Sgd(0.05),
        ["Sgd, momentum"] = () => new Sgd(0.05, 0.9, weightDecay: 0.01),
        ["Sgd, Nesterov"] = () => new Sgd(0.05, 0.9, nesterov: true),
        ["Adam"] = () => new Adam(0.01, weightDecay: 0.01),
        ["AdamW"] = () => new AdamW(0.01),
    };

    public static TheoryData<string> Kinds => [.. kinds.Keys];

    [Fact]
    public void Every_optimizer_is_among_them()
    {
        var all = typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer))).Select(type => type.Name);
        Assert.Equal(all.Order(), kinds.Values.Select(make => make().GetType().Name).Distinct().Order());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Weights_after_some_steps(string kind)
    {
        var (given, expected) = (Train(kinds[kind](), Device), Train(kinds[kind](), Device.Reference));
        for (var i = 0; i < given.Length; i++) Assert.Equal(expected[i], given[i], 1e-5 * (1 + Math.Abs(expected[i])));
    }

    /// <summary>Five steps with shortened gradients; sizes beside whole quads.</summary>
    private static double[] Train(Optimizer optimizer, Device device)
    {
        var net = new Sequential(new Linear(3, 5), new Tanh(), new Linear(5, 2)).To(device);
        for (var step = 0; step < 5; step++)
        {
            using var tape = Tape.Record(net.Parameters);
            var gradients = tape.Gradient(net.Forward(Tensor.Randn([6, 3], seed: (ulong)step, device)).Square().Mean());
            optimizer.Step(GradientClipping.ByNorm(gradients, 0.5).Clipped);
        }
        return [.. net.Parameters.SelectMany(parameter => parameter.ToDoubles())];
    }
}

public sealed class OptimizerParityOnCpu : OptimizerParityTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class OptimizerParityOnEmulated : OptimizerParityTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class OptimizerParityOnOpenCl : OptimizerParityTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class OptimizerParityOnCuda : OptimizerParityTests
{
    protected override Device Device => TestDevices.Cuda;
}
