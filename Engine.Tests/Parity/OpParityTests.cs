using Engine.Gpu;
using Engine.Operations;
using Engine.Tests.Gpu;
using Engine.Tests.Lanes;
using Engine.Tests.Operations;

namespace Engine.Tests.Parity;

/// <summary>Every op on a device against the reference: values and slopes over its domain, and where numbers end.</summary>
public abstract class OpParityTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    /// <summary>Nothing, one, one below, at and above the vector widths, and many.</summary>
    private static readonly int[] lengths = [0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 4001];

    private static readonly double[] special =
    [
        0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1, -1, 0.5, -2, 3,
        float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.17549435e-38f, float.MaxValue, float.MinValue, 1e30f, -1e30f, 88.5f, -104, 20, -20,
    ];

    [Theory, MemberData(nameof(OpCatalog.Unary), MemberType = typeof(OpCatalog))]
    public void Unary(string name) => OpCatalog.Call(typeof(OpParityTests), nameof(CompareUnary), OpCatalog.Op(name), name, Device);

    [Theory, MemberData(nameof(OpCatalog.Binary), MemberType = typeof(OpCatalog))]
    public void Binary(string name) => OpCatalog.Call(typeof(OpParityTests), nameof(CompareBinary), OpCatalog.Op(name), name, Device);

    [Theory, MemberData(nameof(OpCatalog.Ternary), MemberType = typeof(OpCatalog))]
    public void Ternary(string name) => OpCatalog.Call(typeof(OpParityTests), nameof(CompareTernary), OpCatalog.Op(name), name, Device);

    [Theory, MemberData(nameof(OpCatalog.Reducers), MemberType = typeof(OpCatalog))]
    public void Reducer(string name) => OpCatalog.Call(typeof(OpParityTests), nameof(CompareReducer), OpCatalog.Op(name), name, Device);

    [Theory, MemberData(nameof(OpCatalog.Unary), MemberType = typeof(OpCatalog))]
    public void Special_values_pass_alike(string name) => OpCatalog.Call(typeof(OpParityTests), nameof(CompareSpecial), OpCatalog.Op(name), name, Device);

    [Theory, MemberData(nameof(OpCatalog.Binary), MemberType = typeof(OpCatalog))]
    public void Pairs_of_special_values_pass_alike(string name) => OpCatalog.Call(typeof(OpParityTests), nameof(CompareSpecialPairs), OpCatalog.Op(name), name, Device);

    private static void CompareUnary<Op>(Op op, string name, Device device) where Op : struct, IUnaryOp
    {
        foreach (var n in lengths)
        {
            double[] x = Rounded(DomainAttribute.Of(typeof(Op)).Points(n, 0.37)), g = Gradients(n);
            Func<Tensor[], Tensor> map = inputs => inputs[0].Map(op);
            Compare(device, name, map, ParityBound.Of(name), g, x);
        }
    }

    private static void CompareBinary<Op>(Op op, string name, Device device) where Op : struct, IBinaryOp
    {
        foreach (var n in lengths)
        {
            double[] a = Rounded(DomainAttribute.Of(typeof(Op)).Points(n, 0.37)), b = Rounded(DomainAttribute.Of(typeof(Op)).Points(n, 0.61));
            new Random(n).Shuffle(b);
            Compare(device, name, inputs => inputs[0].Zip(inputs[1], op), ParityBound.Of(name), Gradients(n), a, b);
        }
    }

    private static void CompareTernary<Op>(Op op, string name, Device device) where Op : struct, ITernaryOp
    {
        foreach (var n in lengths)
        {
            double[] a = Cycle(n, [0, 1, -0.0, double.NaN, -2]), b = Gradients(n), c = Rounded(new DomainAttribute(-3, 3).Points(n, 0.5));
            Tensor Run(Device place)
            {
                var y = Tensor.Zeros([n], place);
                place.Zip(op, Tensor.Of(a, place).Memory, Tensor.Of(b, place).Memory, Tensor.Of(c, place).Memory, y.Memory, n);
                return y;
            }
            AssertNear(device, name, Run(device).ToArray(), Run(Device.Reference).ToDoubles(), ParityBound.Of(name).Value, 0, a, b, c);
        }
    }

    private static void CompareReducer<R>(R reducer, string name, Device device) where R : struct, IReducer
    {
        foreach (var span in from n in lengths from inner in new[] { 1, 3, 17 } select new AxisSpan(2, n, inner))
        {
            var x = Rounded(new DomainAttribute(-3, 3).Points(span.Outer * span.Length * span.Inner, 0.5));
            new Random(span.Length).Shuffle(x);
            double[] Run(Device place)
            {
                var y = Tensor.Zeros([span.Outer * span.Inner], place);
                place.Reduce(reducer, Tensor.Of(x, place).Memory, y.Memory, span);
                return y.ToDoubles();
            }
            Assert.Equal(Run(Device.Reference), Run(device));
        }
    }

    private static void CompareSpecial<Op>(Op op, string name, Device device) where Op : struct, IUnaryOp
    {
        var bound = ParityBound.Of(name);
        var values = Special(bound);
        var x = Tensor.Of(values, device);
        AssertNear(device, name, x.Map(op).ToArray(), x.To(Device.Reference).Map(op).ToDoubles(), Math.Max(1, bound.Value), bound.ValueAtLeast, values);
    }

    private static void CompareSpecialPairs<Op>(Op op, string name, Device device) where Op : struct, IBinaryOp
    {
        var bound = ParityBound.Of(name);
        var values = Tensor.Of(Special(bound), device);
        var (a, b) = (values.Unsqueeze(1).Expand([values.Elements, values.Elements]), values.Expand([values.Elements, values.Elements]));
        AssertNear(device, name, a.Zip(b, op).ToArray(), a.To(Device.Reference).Zip(b.To(Device.Reference), op).ToDoubles(), Math.Max(1, bound.Value), bound.ValueAtLeast, a.ToDoubles(), b.ToDoubles());
    }

    private static double[] Special(ParityBound bound) => [.. special.Where(x => !(Math.Abs(x) > bound.Largest) || double.IsInfinity(x))];

    /// <summary>The value, then the gradient by each input for the gradient g of the value.</summary>
    private static void Compare(Device device, string name, Func<Tensor[], Tensor> f, ParityBound bound, double[] g, params double[][] inputs)
    {
        (Tensor Value, Tensor[] Slopes) Run(Device place)
        {
            Tensor[] x = [.. inputs.Select(values => Tensor.Of(values, place))];
            using var tape = Tape.Record(x);
            var y = f(x);
            return (y.Keep(), [.. x.Select(input => tape.VectorJacobian(y, input, Tensor.Of(g, place)).Keep())]);
        }
        var (given, expected) = (Run(device), Run(Device.Reference));
        AssertNear(device, name, given.Value.ToArray(), expected.Value.ToDoubles(), bound.Value, bound.ValueAtLeast, inputs);
        for (var i = 0; i < inputs.Length; i++)
            AssertNear(device, $"The slope of {name} by input {i}", given.Slopes[i].ToArray(), expected.Slopes[i].ToDoubles(), bound.Slope, bound.SlopeAtLeast, inputs);
    }

    private static void AssertNear(Device device, string name, float[] given, double[] expected, double ulps, double atLeast, params double[][] inputs)
    {
        var joins = device is GpuDevice { Info.Kind: not GpuKind.Emulated };
        for (var i = 0; i < given.Length; i++)
        {
            var near = ulps == 0 ? given[i].Equals((float)expected[i]) : Ulp.Between(given[i], expected[i], atLeast) <= ulps;
            // Where larger terms cancel, and a compiler joins products and sums, the sign of a zero depends on how they are rounded.
            var sameZero = atLeast >= 1 && joins || given[i] != 0 || expected[i] != 0 || float.IsNegative(given[i]) == double.IsNegative(expected[i]);
            if (!near || !sameZero)
                Assert.Fail($"{name} at ({string.Join(", ", inputs.Select(input => input[i]))}), element {i} of {given.Length}: {given[i]:R}, reference {expected[i]:R}: {Ulp.Between(given[i], expected[i], atLeast):F2} ulp, at most {ulps} are due.");
        }
    }

    private static double[] Rounded(double[] values) => Array.ConvertAll(values, value => (double)(float)value);

    private static double[] Cycle(int n, double[] values) => [.. Enumerable.Range(0, n).Select(i => values[i % values.Length])];

    /// <summary>Gradients of both signs, among them 0.</summary>
    private static double[] Gradients(int n) => Cycle(n, [1, -0.5, 0.75, 0, 1.25, -2, -0.3125]);
}

public sealed class OpParityOnCpu : OpParityTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class OpParityOnEmulated : OpParityTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class OpParityOnOpenCl : OpParityTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class OpParityOnCuda : OpParityTests
{
    protected override Device Device => TestDevices.Cuda;
}
