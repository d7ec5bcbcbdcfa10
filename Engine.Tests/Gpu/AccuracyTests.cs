using Engine.Gpu;
using Engine.Lanes;
using Engine.Tests.Lanes;
using Engine.Tests.Lanes.Elementary;

namespace Engine.Tests.Gpu;

/// <summary>
/// The elementary functions in kernels stay within the errors of docs/accuracy.md. The device's own functions would not: PTX has
/// only an approximate exponential function, and ILGPU's CUDA backend takes the hardware's approximate tanh.
/// </summary>
public abstract class AccuracyTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract GpuDevice Device { get; }

    public static TheoryData<string> Names => [.. ElementaryTable.Rows.Where(row => row.Bound(nameof(F32)) is not null).Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Error_stays_within_the_stated_ulp(string name)
    {
        var (row, device) = (ElementaryTable.Row(name), Device);
        var xs = FloatSample.All.Where(x => float.IsNaN(x) || (x >= row.Low && x <= row.High)).ToArray();
        var given = row.Run(device, xs);
        // A backend joins products and sums as it likes.
        var bound = Math.Max(row.Fused, row.Bound(nameof(F32))!.Value);
        var (error, at) = Enumerable.Range(0, xs.Length).Select(i => (Ulp.Between(given[i], row.Oracle(xs[i]), row.Cancelling(xs[i])), i)).Max();
        TestContext.Current.TestOutputHelper?.WriteLine($"{name} on {device}: {error:f2} ulp at {xs[at]:g6}");
        Assert.True(error <= bound, $"{name} on {device}: {error:g4} ulp at {xs[at]:r}: {given[at]:r} instead of {row.Oracle(xs[at]):r}; allowed {bound}");
    }

    /// <summary>ILGPU#548: (e²ˣ − 1)/(e²ˣ + 1) is NaN from 44 on.</summary>
    [Fact]
    public void The_hyperbolic_tangent_ends_at_1() =>
        Assert.Equal([-1, -1, 1, 1, 1], Tensor.Of([double.NegativeInfinity, -400, 44.5, 50, 400], Device).Tanh().ToArray());
}

public sealed class AccuracyOnEmulated : AccuracyTests
{
    protected override GpuDevice Device => TestDevices.Emulated;
}

public sealed class AccuracyOnOpenCl : AccuracyTests
{
    protected override GpuDevice Device => TestDevices.OpenCl;
}

public sealed class AccuracyOnCuda : AccuracyTests
{
    protected override GpuDevice Device => TestDevices.Cuda;
}
