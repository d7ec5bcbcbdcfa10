using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Engine.Lanes.Elementary;

namespace Engine.Lanes;

/// <summary>A hardware vector of 16 floats: what a CPU loop runs on AVX-512 machines.</summary>
/// <param name="bits">The 16 elements.</param>
public readonly unsafe struct V512(Vector512<float> bits) : IVectorLane<V512>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<float> x = bits;

    /// <summary>The elements.</summary>
    internal Vector512<float> Bits => x;

    /// <inheritdoc/>
    public static int Width => 16;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Load(float* source) => new(Vector512.Load(source));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static void Store(V512 value, float* destination) => Vector512.Store(value.x, destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static void StoreStreaming(V512 value, float* destination) => Vector512.StoreAlignedNonTemporal(value.x, destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Of(double value) => new(Vector512.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Of(Coefficient value) => new(Vector512.Create(value.Single));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 operator +(V512 a, V512 b) => new(a.x + b.x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 operator -(V512 a, V512 b) => new(a.x - b.x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 operator *(V512 a, V512 b) => new(a.x * b.x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 operator /(V512 a, V512 b) => new(a.x / b.x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 operator -(V512 a) => new(-a.x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 MulAdd(V512 a, V512 b, V512 c) => new(Vector512.FusedMultiplyAdd(a.x, b.x, c.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V512 IfLess(V512 a, V512 b, V512 then, V512 otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a.x, b.x), then.x, otherwise.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V512 IfLessOrEqual(V512 a, V512 b, V512 then, V512 otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(a.x, b.x), then.x, otherwise.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V512 IfEqual(V512 a, V512 b, V512 then, V512 otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a.x, b.x), then.x, otherwise.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Abs(V512 x) => new(Vector512.Abs(x.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Min(V512 a, V512 b) => new(Vector512.Min(a.x, b.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Max(V512 a, V512 b) => new(Vector512.Max(a.x, b.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Floor(V512 x) => new(Vector512.Floor(x.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Round(V512 x) => new(Vector512.Round(x.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Sqrt(V512 x) => new(Vector512.Sqrt(x.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 CopySign(V512 magnitude, V512 sign) => new(Vector512.CopySign(magnitude.x, sign.x));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V512 Scale(V512 x, V512 n) => Avx512F.IsSupported ? new(Avx512F.Scale(x.x, n.x)) : ScaleByFactors(x, n);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V512 Exponent(V512 x) => Avx512F.IsSupported ? new(Avx512F.GetExponent(x.x)) : ExponentFromBits(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Exp(V512 x) => Exponential.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Expm1(V512 x) => Exponential.Expm1(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Log(V512 x) => Logarithm.Log(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Log1p(V512 x) => Logarithm.Log1p(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 ExpNegative(V512 x) => Exponential.ExpNegative(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Log1pOfUnit(V512 x) => Logarithm.Log1pOfUnit(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Sin(V512 x) => Trigonometric.Sin(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Cos(V512 x) => Trigonometric.Cos(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Tanh(V512 x) => Hyperbolic.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Pow(V512 a, V512 b) => Power.Pow(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Erf(V512 x) => ErrorFunction.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Erfc(V512 x) => ErrorFunction.Erfc(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 LogGamma(V512 x) => GammaFunction.LogGamma(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V512 Polygamma(int n, V512 x) => PolygammaFunction.Polygamma(n, x);

    /// <summary><see cref="Scale"/> without its instruction: up to 2¹²⁶ one factor; beyond it three, so small each that only the last product can round.</summary>
    [MethodImpl(Inline)]
    internal static V512 ScaleByFactors(V512 x, V512 n)
    {
        var whole = Vector512.Min(Vector512.Max(n.x, Vector512.Create(-378f)), Vector512.Create(378f));
        var large = Vector512.GreaterThan(Vector512.Abs(whole), Vector512.Create(126f));
        var third = Vector512.ConditionalSelect(large, Vector512.Floor(whole * Vector512.Create(1 / 3f)), Vector512<float>.Zero);
        var factor = PowerOfTwo(third);
        return new(x.x * factor * factor * PowerOfTwo(whole - third - third));
    }

    /// <summary><see cref="Exponent"/> without its instruction: the exponent bits, subnormals lifted by 2²⁴ into the normal range.</summary>
    [MethodImpl(Inline)]
    internal static V512 ExponentFromBits(V512 x)
    {
        var magnitude = Vector512.Abs(x.x);
        var tiny = Vector512.LessThan(magnitude, Vector512.Create(1.17549435e-38f));
        var normal = Vector512.ConditionalSelect(tiny, magnitude * Vector512.Create(16777216f), magnitude);
        var exponent = Vector512.ConvertToSingle(Vector512.ShiftRightLogical(normal.AsInt32(), 23) - Vector512.Create(127));
        return new(exponent - Vector512.ConditionalSelect(tiny, Vector512.Create(24f), Vector512<float>.Zero));
    }

    /// <summary>2ⁿ for −126 ≤ n ≤ 127, made in the exponent bits.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> PowerOfTwo(Vector512<float> n) =>
        ((Vector512.ConvertToInt32(n) + Vector512.Create(127)) << 23).AsSingle();
}
