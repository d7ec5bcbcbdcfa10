using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Engine.Lanes.Elementary;

namespace Engine.Lanes;

/// <summary>A hardware vector of 8 floats: what a CPU loop runs on AVX2 machines.</summary>
/// <param name="bits">The 8 elements.</param>
public readonly unsafe struct V256(Vector256<float> bits) : IVectorLane<V256>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<float> x = bits;

    /// <summary>The elements.</summary>
    internal Vector256<float> Bits => x;

    /// <inheritdoc/>
    public static int Width => 8;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Load(float* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static void Store(V256 value, float* destination) => Vector256.Store(value.x, destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static void StoreStreaming(V256 value, float* destination) => Vector256.StoreAlignedNonTemporal(value.x, destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Of(double value) => new(Vector256.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Of(Coefficient value) => new(Vector256.Create(value.Single));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 operator +(V256 a, V256 b) => new(a.x + b.x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 operator -(V256 a, V256 b) => new(a.x - b.x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 operator *(V256 a, V256 b) => new(a.x * b.x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 operator /(V256 a, V256 b) => new(a.x / b.x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 operator -(V256 a) => new(-a.x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 MulAdd(V256 a, V256 b, V256 c) => new(Vector256.FusedMultiplyAdd(a.x, b.x, c.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V256 IfLess(V256 a, V256 b, V256 then, V256 otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a.x, b.x), then.x, otherwise.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V256 IfLessOrEqual(V256 a, V256 b, V256 then, V256 otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(a.x, b.x), then.x, otherwise.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V256 IfEqual(V256 a, V256 b, V256 then, V256 otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a.x, b.x), then.x, otherwise.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Abs(V256 x) => new(Vector256.Abs(x.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Min(V256 a, V256 b) => new(Vector256.Min(a.x, b.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Max(V256 a, V256 b) => new(Vector256.Max(a.x, b.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Floor(V256 x) => new(Vector256.Floor(x.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Round(V256 x) => new(Vector256.Round(x.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Sqrt(V256 x) => new(Vector256.Sqrt(x.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 CopySign(V256 magnitude, V256 sign) => new(Vector256.CopySign(magnitude.x, sign.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V256 Scale(V256 x, V256 n) => Avx512F.VL.IsSupported ? new(Avx512F.VL.Scale(x.x, n.x)) : ScaleByFactors(x, n);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V256 Exponent(V256 x) => Avx512F.VL.IsSupported ? new(Avx512F.VL.GetExponent(Vector256.Abs(x.x))) : ExponentFromBits(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Exp(V256 x) => Exponential.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Expm1(V256 x) => Exponential.Expm1(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Log(V256 x) => Logarithm.Log(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Log1p(V256 x) => Logarithm.Log1p(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 ExpNegative(V256 x) => Exponential.ExpNegative(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Log1pOfUnit(V256 x) => Logarithm.Log1pOfUnit(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Sin(V256 x) => Trigonometric.Sin(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Cos(V256 x) => Trigonometric.Cos(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Tanh(V256 x) => Hyperbolic.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Pow(V256 a, V256 b) => Power.Pow(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Erf(V256 x) => ErrorFunction.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Erfc(V256 x) => ErrorFunction.Erfc(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 LogGamma(V256 x) => GammaFunction.LogGamma(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Polygamma(int n, V256 x) => PolygammaFunction.Polygamma(n, x);

    /// <summary><see cref="Scale"/> without its instruction: up to 2¹²⁶ one factor; beyond it three, so small each that only the last product can round.</summary>
    [MethodImpl(Inline)]
    internal static V256 ScaleByFactors(V256 x, V256 n)
    {
        var whole = Vector256.Min(Vector256.Max(n.x, Vector256.Create(-378f)), Vector256.Create(378f));
        var large = Vector256.GreaterThan(Vector256.Abs(whole), Vector256.Create(126f));
        var third = Vector256.ConditionalSelect(large, Vector256.Floor(whole * Vector256.Create(1 / 3f)), Vector256<float>.Zero);
        var factor = PowerOfTwo(third);
        return new(x.x * factor * factor * PowerOfTwo(whole - third - third));
    }

    /// <summary><see cref="Exponent"/> without its instruction: the exponent bits, subnormals lifted by 2²⁴ into the normal range.</summary>
    [MethodImpl(Inline)]
    internal static V256 ExponentFromBits(V256 x)
    {
        var magnitude = Vector256.Abs(x.x);
        var tiny = Vector256.LessThan(magnitude, Vector256.Create(1.17549435e-38f));
        var normal = Vector256.ConditionalSelect(tiny, magnitude * Vector256.Create(16777216f), magnitude);
        var exponent = Vector256.ConvertToSingle(Vector256.ShiftRightLogical(normal.AsInt32(), 23) - Vector256.Create(127));
        return new(exponent - Vector256.ConditionalSelect(tiny, Vector256.Create(24f), Vector256<float>.Zero));
    }

    /// <summary>2ⁿ for −126 ≤ n ≤ 127, made in the exponent bits.</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> PowerOfTwo(Vector256<float> n) =>
        ((Vector256.ConvertToInt32(n) + Vector256.Create(127)) << 23).AsSingle();
}
