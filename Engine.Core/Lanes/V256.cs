using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Engine.Lanes.Elementary;

namespace Engine.Lanes;

/// <summary>A hardware vector of 8 floats: what a CPU loop runs on AVX2 machines.</summary>
/// <param name="bits">The 8 elements.</param>
public readonly unsafe struct V256(Vector256<float> bits) : IVectorLane<V256>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<float> x = bits;

    /// <inheritdoc/>
    public static int Width => 8;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Load(float* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static void Store(V256 value, float* destination) => Vector256.Store(value.x, destination);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Of(double value) => new(Vector256.Create((float)value));

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
    public static V256 Scale(V256 x, V256 n)
    {
        // Two factors 2^(n/2): each is a normal float, and the second product rounds once into the subnormals.
        var whole = Vector256.ConvertToInt32(Vector256.Min(Vector256.Max(n.x, Vector256.Create(-300f)), Vector256.Create(300f)));
        var half = whole >> 1;
        return new(x.x * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static V256 Exponent(V256 x)
    {
        // Subnormals are first lifted by 2²⁴ into the normal range.
        var magnitude = Vector256.Abs(x.x);
        var tiny = Vector256.LessThan(magnitude, Vector256.Create(1.17549435e-38f));
        var normal = Vector256.ConditionalSelect(tiny, magnitude * Vector256.Create(16777216f), magnitude);
        var exponent = Vector256.ConvertToSingle(Vector256.ShiftRightLogical(normal.AsInt32(), 23) - Vector256.Create(127));
        return new(exponent - Vector256.ConditionalSelect(tiny, Vector256.Create(24f), Vector256<float>.Zero));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Exp(V256 x) => Exponential.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Expm1(V256 x) => Exponential.Expm1(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Log(V256 x) => Logarithm.Log(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static V256 Log1p(V256 x) => Logarithm.Log1p(x);

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
    [MethodImpl(Inline)] public static V256 Polygamma(int n, V256 x) => GammaFunction.Polygamma(n, x);

    /// <summary>2ⁿ for −126 ≤ n ≤ 127, made in the exponent bits.</summary>
    [MethodImpl(Inline)] private static Vector256<float> PowerOfTwo(Vector256<int> n) => ((n + Vector256.Create(127)) << 23).AsSingle();
}
