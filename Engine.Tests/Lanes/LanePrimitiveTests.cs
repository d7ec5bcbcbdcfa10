using Engine.Lanes;

namespace Engine.Tests.Lanes;

/// <summary>The members that elementary functions are built of, over every float lane, against their definitions.</summary>
public sealed class LanePrimitiveTests
{
    private static readonly float[] values =
    [
        0f, -0f, float.Epsilon, -float.Epsilon, 1e-42f, -3e-41f, 1.1754942e-38f, 1.17549435e-38f, -2e-38f, 1e-20f, 0.3f, 0.49999997f, 0.5f, -0.5f, 0.75f,
        1f, -1f, 1.5f, -1.5f, 2.5f, -2.5f, 3.4999998f, 8388607.5f, -8388606.5f, 8388609f, 1e10f, -1e20f, 1.7e38f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, -float.NaN,
    ];

    private static readonly (float A, float B)[] pairs = [.. values.SelectMany(_ => values, (a, b) => (a, b))];

    public static TheoryData<string> Lanes => [nameof(F32), nameof(V256), nameof(V512)];

    private static readonly (string Name, Func<F32, F32> Scalar, Func<V256, V256> Narrow, Func<V512, V512> Wide, Func<float, float> Definition)[] unary =
    [
        ("negate", x => -x, x => -x, x => -x, x => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) ^ int.MinValue)),
        ("abs", F32.Abs, V256.Abs, V512.Abs, MathF.Abs),
        ("floor", F32.Floor, V256.Floor, V512.Floor, MathF.Floor),
        ("round", F32.Round, V256.Round, V512.Round, x => MathF.Round(x, MidpointRounding.ToEven)),
        ("sqrt", F32.Sqrt, V256.Sqrt, V512.Sqrt, MathF.Sqrt),
    ];

    private static readonly (string Name, Func<F32, F32, F32> Scalar, Func<V256, V256, V256> Narrow, Func<V512, V512, V512> Wide, Func<float, float, float> Definition)[] binary =
    [
        ("add", (a, b) => a + b, (a, b) => a + b, (a, b) => a + b, (a, b) => a + b),
        ("subtract", (a, b) => a - b, (a, b) => a - b, (a, b) => a - b, (a, b) => a - b),
        ("multiply", (a, b) => a * b, (a, b) => a * b, (a, b) => a * b, (a, b) => a * b),
        ("divide", (a, b) => a / b, (a, b) => a / b, (a, b) => a / b, (a, b) => a / b),
        ("copysign", F32.CopySign, V256.CopySign, V512.CopySign, MathF.CopySign),
        ("if less", (a, b) => F32.IfLess(a, b, a, -b), (a, b) => V256.IfLess(a, b, a, -b), (a, b) => V512.IfLess(a, b, a, -b), (a, b) => a < b ? a : -b),
        ("if less or equal", (a, b) => F32.IfLessOrEqual(a, b, a, -b), (a, b) => V256.IfLessOrEqual(a, b, a, -b), (a, b) => V512.IfLessOrEqual(a, b, a, -b), (a, b) => a <= b ? a : -b),
        ("if equal", (a, b) => F32.IfEqual(a, b, a, -b), (a, b) => V256.IfEqual(a, b, a, -b), (a, b) => V512.IfEqual(a, b, a, -b), (a, b) => a == b ? a : -b),
    ];

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Unary_members_give_the_bits_of_their_definition(string lane)
    {
        foreach (var (name, scalar, narrow, wide, definition) in unary)
        {
            var got = Run(lane, (a, _) => scalar(a), (a, _) => narrow(a), (a, _) => wide(a), values, values);
            for (var i = 0; i < got.Length; i++) SameBits($"{name}({values[i]:r}) over {lane}", definition(values[i]), got[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Binary_members_give_the_bits_of_their_definition(string lane)
    {
        foreach (var (name, scalar, narrow, wide, definition) in binary)
            Check(lane, name, scalar, narrow, wide, (a, b) => definition(a, b), pairs, SameBits);
    }

    /// <summary>NaN wins from either side; which of two zeros comes back is left open.</summary>
    [Theory]
    [MemberData(nameof(Lanes))]
    public void Min_and_max_propagate_NaN(string lane)
    {
        Check(lane, "min", F32.Min, V256.Min, V512.Min, MathF.Min, pairs, Equal);
        Check(lane, "max", F32.Max, V256.Max, V512.Max, MathF.Max, pairs, Equal);
    }

    /// <summary>Against the double x·2ⁿ, which holds every such product exactly and rounds once on its way to float.</summary>
    [Theory]
    [MemberData(nameof(Lanes))]
    public void Scale_rounds_once(string lane)
    {
        float[] mantissas = [.. values, 1.9999999f, 1.5e-38f, 1.7632415e-38f, -7.346839e-39f];
        (float, float)[] cases = [.. mantissas.SelectMany(_ => Enumerable.Range(-300, 601), (x, n) => (x, (float)n))];
        static float Definition(float x, float n) => (float)Math.ScaleB(x, (int)n);
        Check(lane, "scale", F32.Scale, V256.Scale, V512.Scale, Definition, cases, SameBits);
        Check(lane, "scale by factors", F32.Scale, V256.ScaleByFactors, V512.ScaleByFactors, Definition, cases, SameBits);
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Exponent_is_the_floor_of_the_binary_logarithm(string lane)
    {
        (float, float)[] cases = [.. FloatSample.All.Where(x => float.IsFinite(x) && x != 0).Where((_, i) => i % 16 == 0).Select(x => (x, x))];
        static float Definition(float x, float _) => MathF.ILogB(x);
        Check(lane, "exponent", (x, _) => F32.Exponent(x), (x, _) => V256.Exponent(x), (x, _) => V512.Exponent(x), Definition, cases, SameBits);
        Check(lane, "exponent from bits", (x, _) => F32.Exponent(x), (x, _) => V256.ExponentFromBits(x), (x, _) => V512.ExponentFromBits(x), Definition, cases, SameBits);
    }

    [Fact]
    public void MulAdd_of_vectors_rounds_once()
    {
        float[] a = [1.0000001f, 3f, 1e-30f], c = [-1.0000002f, -1f, 1e-42f];
        float[] want = [.. a.Zip(c, (x, y) => MathF.FusedMultiplyAdd(x, x, y))];
        Assert.Equal(want, Vectors.Map<V256>(a, c, (x, y) => V256.MulAdd(x, x, y)));
        Assert.Equal(want, Vectors.Map<V512>(a, c, (x, y) => V512.MulAdd(x, x, y)));
    }

    private static float[] Run(string lane, Func<F32, F32, F32> scalar, Func<V256, V256, V256> narrow, Func<V512, V512, V512> wide, float[] a, float[] b) => lane switch
    {
        nameof(F32) => [.. a.Zip(b, (x, y) => scalar(new(x), new(y)).Value)],
        nameof(V256) => Vectors.Map(a, b, narrow),
        _ => Vectors.Map(a, b, wide),
    };

    private static void Check(
        string lane, string name, Func<F32, F32, F32> scalar, Func<V256, V256, V256> narrow, Func<V512, V512, V512> wide,
        Func<float, float, float> definition, (float A, float B)[] cases, Action<string, float, float> same)
    {
        var got = Run(lane, scalar, narrow, wide, [.. cases.Select(c => c.A)], [.. cases.Select(c => c.B)]);
        for (var i = 0; i < got.Length; i++)
            same($"{name}({cases[i].A:r}, {cases[i].B:r}) over {lane}", definition(cases[i].A, cases[i].B), got[i]);
    }

    private static void SameBits(string what, float want, float got)
    {
        var same = float.IsNaN(want) ? float.IsNaN(got) : BitConverter.SingleToInt32Bits(want) == BitConverter.SingleToInt32Bits(got);
        if (!same) Assert.Fail($"{what}: {got:r} instead of {want:r}");
    }

    private static void Equal(string what, float want, float got)
    {
        if (!want.Equals(got) && want != got) Assert.Fail($"{what}: {got:r} instead of {want:r}");
    }
}
