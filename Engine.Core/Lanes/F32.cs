using System.Runtime.CompilerServices;
using Engine.Lanes.Elementary;

namespace Engine.Lanes;

/// <summary>One float: what a GPU thread runs.</summary>
/// <param name="value">The number.</param>
public readonly struct F32(float value) : ILane<F32>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The number.</summary>
    public float Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Of(double value) => new((float)value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Of(Coefficient value) => new(value.Single);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 operator +(F32 a, F32 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 operator -(F32 a, F32 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 operator *(F32 a, F32 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 operator /(F32 a, F32 b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 operator -(F32 a) => new(-a.Value);

    // ILGPU 1.5.3 turns a fused-multiply-add call into an undefined extern; ptxas fuses this by itself.
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 MulAdd(F32 a, F32 b, F32 c) => new(a.Value * b.Value + c.Value);

    // ILGPU 1.5.3 compiles "constant < x" to a comparison that is true for NaN. a < b exactly if b − a > 0, since differences
    // underflow gradually; where ∞ − ∞ is NaN, a = b.
    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 IfLess(F32 a, F32 b, F32 then, F32 otherwise) => b.Value - a.Value > 0 ? then : otherwise;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32 IfLessOrEqual(F32 a, F32 b, F32 then, F32 otherwise) => a.Value == b.Value ? then : IfLess(a, b, then, otherwise);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 IfEqual(F32 a, F32 b, F32 then, F32 otherwise) => a.Value == b.Value ? then : otherwise;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Abs(F32 x) => FromBits(Bits(x) & 0x7FFFFFFF);

    // Backends disagree about Min and Max of NaN (PTX returns the other operand), so the rule is written out.
    // Equal numbers have equal bits, except that −0 is smaller than 0: the sign is set in the smaller if it is in either.
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32 Min(F32 a, F32 b) => a.Value == b.Value ? FromBits(Bits(a) | Bits(b)) : IfLess(a, b, a, IfEqual(a, a, b, a));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32 Max(F32 a, F32 b) => a.Value == b.Value ? FromBits(Bits(a) & Bits(b)) : IfLess(b, a, a, IfEqual(a, a, b, a));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Floor(F32 x) => new(MathF.Floor(x.Value));

    // A float of 2²³ or more has no fraction bits: adding 2²³ rounds to nearest, ties to even.
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32 Round(F32 x)
    {
        var magnitude = Abs(x).Value;
        return magnitude < 8388608f ? CopySign(new(magnitude + 8388608f - 8388608f), x) : x;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Sqrt(F32 x) => new(MathF.Sqrt(x.Value));

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 CopySign(F32 magnitude, F32 sign) => FromBits((Bits(magnitude) & 0x7FFFFFFF) | (Bits(sign) & int.MinValue));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32 Scale(F32 x, F32 n)
    {
        // Up to 2¹²⁶ one factor; beyond it three, so small each that only the last product can round.
        var whole = (int)(n.Value < -378f ? -378f : n.Value > 378f ? 378f : n.Value);
        var third = whole >= -126 && whole <= 126 ? 0 : whole / 3;
        return x * PowerOfTwo(third) * PowerOfTwo(third) * PowerOfTwo(whole - 2 * third);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static F32 Exponent(F32 x)
    {
        // Subnormals are first lifted by 2²⁴ into the normal range.
        var magnitude = Abs(x);
        var tiny = magnitude.Value < 1.17549435e-38f;
        var normal = tiny ? new F32(magnitude.Value * 16777216f) : magnitude;
        return new(((Bits(normal) >> 23) & 0xFF) - 127 - (tiny ? 24 : 0));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Exp(F32 x) => Exponential.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Expm1(F32 x) => Exponential.Expm1(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Log(F32 x) => Logarithm.Log(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Log1p(F32 x) => Logarithm.Log1p(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 ExpNegative(F32 x) => Exponential.ExpNegative(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Log1pOfUnit(F32 x) => Logarithm.Log1pOfUnit(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Sin(F32 x) => Trigonometric.Sin(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Cos(F32 x) => Trigonometric.Cos(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Tanh(F32 x) => Hyperbolic.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Pow(F32 a, F32 b) => Power.Pow(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Erf(F32 x) => ErrorFunction.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Erfc(F32 x) => ErrorFunction.Erfc(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 LogGamma(F32 x) => GammaFunction.LogGamma(x);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F32 Polygamma(int n, F32 x) => PolygammaFunction.Polygamma(n, x);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [MethodImpl(Inline)] private static int Bits(F32 x) => BitConverter.SingleToInt32Bits(x.Value);

    [MethodImpl(Inline)] private static F32 FromBits(int bits) => new(BitConverter.Int32BitsToSingle(bits));

    /// <summary>2ⁿ for −126 ≤ n ≤ 127, made in the exponent bits.</summary>
    [MethodImpl(Inline)] private static F32 PowerOfTwo(int n) => FromBits((n + 127) << 23);
}
