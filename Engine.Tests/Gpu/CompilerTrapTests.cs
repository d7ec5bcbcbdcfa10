using System.Runtime.CompilerServices;
using Engine.Gpu;
using Engine.Operations;

namespace Engine.Tests.Gpu;

/// <summary>Known faults of ILGPU 1.5.3, each by an op that would show it (docs/gpu.md, "Traps"). The engine has no half precision, and so none of its traps.</summary>
public abstract class CompilerTrapTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract GpuDevice Device { get; }

    /// <summary>ILGPU#1361: MathF.CopySign takes its arguments the wrong way round on CUDA.</summary>
    [Fact]
    public void The_sign_is_the_second_arguments() =>
        Assert.Equal([-3, 3, -3, 3], Tensor.Of([3.0, 3, -3, -3], Device).Zip(Tensor.Of([-1.0, 1, -0.0, 0], Device), default(SignOf)).ToArray());

    /// <summary>ILGPU#1330: an update before the <c>continue</c> of an inner loop was lost once loops were unrolled.</summary>
    [Fact]
    public void Inner_loops_with_continue_keep_their_updates()
    {
        double[] x = [0, 1, 2, 3, 4, 5, 6, 7, 8];
        Assert.Equal(Tensor.Of(x, Engine.Device.Reference).Map(default(OddSteps)).ToDoubles(), Tensor.Of(x, Device).Map(default(OddSteps)).ToDoubles());
    }

    /// <summary>ILGPU#1323, #493: structs that end in small fields, or have a large one after a small one, were padded otherwise on the device.</summary>
    [Fact]
    public void Small_fields_at_the_end_of_an_op_arrive()
    {
        Assert.Equal([2111, 2112], Tensor.Of([1.0, 2], Device).Map(new Padded(2000, 100, 8, 2)).ToArray());
        Assert.Equal([2111, 2112], Tensor.Of([1.0, 2], Device).Map(new Then<Padded, Identity>(new(2000, 100, 8, 2), default)).ToArray());
    }

    /// <summary>ILGPU compiles "constant &lt; x" to a comparison that is true for NaN.</summary>
    [Fact]
    public void Comparisons_with_NaN_are_false()
    {
        var nan = Tensor.Of([double.NaN], Device);
        foreach (var result in new[] { nan.Less(1), nan.Greater(1), nan.LessOrEqual(1), nan.GreaterOrEqual(1), nan.Equal(1) }) Assert.Equal(0, result.Item());
        Assert.Equal(1, nan.NotEqual(1).Item());
        Assert.Equal(double.NaN, nan.Maximum(Tensor.Of([1.0], Device)).Item());
        Assert.Equal(double.NaN, Tensor.Of([1.0], Device).Minimum(nan).Item());
        Assert.Equal(double.NaN, nan.Relu().Item());
    }

    /// <summary>An op that only its own assembly sees is refused with what to do, before ILGPU fails with an access error.</summary>
    [Fact]
    public void A_private_op_is_refused_and_named()
    {
        var message = Assert.Throws<GpuException>(() => Tensor.Of([1.0], Device).Map(default(Hidden))).Message;
        Assert.Contains(nameof(Hidden), message, StringComparison.Ordinal);
        Assert.Contains("Make it public", message, StringComparison.Ordinal);
        Assert.Equal(2, (Tensor.Of([1.0], Device) + 1).Item());
    }

    public readonly struct SignOf : IBinaryOp
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Value<L>(L a, L b) where L : struct, ILane<L> => L.CopySign(a, b);

        public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => L.Of(0);

        public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => L.Of(0);
    }

    public readonly struct OddSteps : IUnaryOp
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Value<L>(L x) where L : struct, ILane<L>
        {
            var (sum, steps) = (L.Of(0), L.Of(0));
            for (var i = 0; i < 4; i++)
                for (var j = 0; j < 4; j++)
                {
                    steps += L.Of(1);
                    if ((i + j) % 2 == 0) continue;
                    sum += x * steps;
                }
            return sum + steps;
        }

        public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(0);
    }

    public readonly struct Padded(double thousands, float hundreds, short tens, byte ones) : IUnaryOp
    {
        private readonly byte before = ones;
        private readonly double large = thousands;
        private readonly float middle = hundreds;
        private readonly short small = tens;
        private readonly byte last = ones;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Value<L>(L x) where L : struct, ILane<L> => x + L.Of(large) + L.Of(middle) + L.Of(small) + L.Of(last) + L.Of(before - last);

        public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(1);
    }

    private readonly struct Hidden : IUnaryOp
    {
        public L Value<L>(L x) where L : struct, ILane<L> => x;

        public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(1);
    }
}

public sealed class CompilerTrapOnEmulated : CompilerTrapTests
{
    protected override GpuDevice Device => TestDevices.Emulated;
}

public sealed class CompilerTrapOnOpenCl : CompilerTrapTests
{
    protected override GpuDevice Device => TestDevices.OpenCl;
}

public sealed class CompilerTrapOnCuda : CompilerTrapTests
{
    protected override GpuDevice Device => TestDevices.Cuda;
}
