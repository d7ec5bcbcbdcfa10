using CsCheck;
using Engine.Tests.Gpu;
using Engine.Tests.Lanes;
using Engine.Tests.Tensors;

namespace Engine.Tests.Parity;

/// <summary>Every tensor method on a device against the reference, values and gradients, over random shapes.</summary>
public abstract class MethodParityTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    [Theory, MemberData(nameof(TensorMethods.All), MemberType = typeof(TensorMethods))]
    public void Values_and_gradients(string method)
    {
        var (name, device) = (method.Split('(')[0], Device);
        TensorMethods.Calls(method).Sample(call => Compare(ParityBound.Of(name), call, device), iter: device.Cases(100), threads: 1);
    }

    private static void Compare(ParityBound bound, TensorCall call, Device device)
    {
        using var scope = new Scope();
        var (given, expected) = (Run(call, device), Run(call, Device.Reference));
        for (var i = 0; i < given.Length; i++)
        {
            Assert.Equal(expected[i].Shape, given[i].Shape);
            var terms = Math.Max(1, expected[0].Elements / Math.Max(1, expected[i].Elements));      // summed to one gradient of what was broadcast
            AssertNear(i == 0 ? "value" : $"gradient {i - 1}", given[i].ToArray(), expected[i].ToDoubles(), i == 0 ? bound.Value : Math.Max(2, bound.Slope), i == 0 ? 1 : terms);
        }
    }

    /// <summary>The value, and the gradients by all inputs.</summary>
    private static Tensor[] Run(TensorCall call, Device device)
    {
        var x = call.Draw(device);
        using var tape = Tape.Record(x);
        var y = call.Function(x);
        if (!call.Differentiable) return [y.Keep()];
        var g = Tensor.From(Enumerable.Range(0, y.Elements).Select(i => (double)(float)Math.Sin(i + 0.5)).ToArray(), y.Shape, device);
        return [y.Keep(), .. x.Select(input => tape.VectorJacobian(y, input, g).Keep())];
    }

    /// <summary>Within ulps of the largest element, or of the number of its terms: sums over some elements make others small by cancellation.</summary>
    private static void AssertNear(string what, float[] given, double[] expected, double ulps, double terms)
    {
        var scale = expected.Aggregate(terms, (largest, x) => Math.Max(largest, Math.Abs(x)));
        for (var i = 0; i < given.Length; i++)
        {
            var near = ulps == 0 ? given[i].Equals((float)expected[i]) : Ulp.Between(given[i], expected[i], scale) <= ulps;
            if (!near) Assert.Fail($"{what}, element {i}: {given[i]:R}, reference {expected[i]:R}: {Ulp.Between(given[i], expected[i], scale):F2} ulp of {scale}, at most {ulps} are due.");
        }
    }
}

public sealed class MethodParityOnCpu : MethodParityTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class MethodParityOnEmulated : MethodParityTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class MethodParityOnOpenCl : MethodParityTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class MethodParityOnCuda : MethodParityTests
{
    protected override Device Device => TestDevices.Cuda;
}
