using System.Runtime.CompilerServices;
using Engine.Lanes.Elementary;

namespace Engine.Lanes;

/// <summary>One double, with the definitions of <see cref="Math"/>: what the reference device runs, the oracle of every test.</summary>
/// <param name="value">The number.</param>
public readonly struct F64(double value) : ILane<F64>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The number.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 Of(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 Of(Coefficient value) => new(value.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 operator +(F64 a, F64 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 operator -(F64 a, F64 b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 operator *(F64 a, F64 b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 operator /(F64 a, F64 b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 operator -(F64 a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 MulAdd(F64 a, F64 b, F64 c) => new(a.Value * b.Value + c.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 IfLess(F64 a, F64 b, F64 then, F64 otherwise) => a.Value < b.Value ? then : otherwise;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 IfLessOrEqual(F64 a, F64 b, F64 then, F64 otherwise) => a.Value <= b.Value ? then : otherwise;

    /// <inheritdoc/>
    [MethodImpl(Inline)] public static F64 IfEqual(F64 a, F64 b, F64 then, F64 otherwise) => a.Value == b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static F64 Abs(F64 x) => new(Math.Abs(x.Value));

    /// <inheritdoc/>
    public static F64 Floor(F64 x) => new(Math.Floor(x.Value));

    /// <inheritdoc/>
    public static F64 Round(F64 x) => new(Math.Round(x.Value, MidpointRounding.ToEven));

    /// <inheritdoc/>
    public static F64 Sqrt(F64 x) => new(Math.Sqrt(x.Value));

    /// <inheritdoc/>
    public static F64 Exp(F64 x) => new(Math.Exp(x.Value));

    /// <inheritdoc/>
    public static F64 Expm1(F64 x) => new(DoubleFunctions.Expm1(x.Value));

    /// <inheritdoc/>
    public static F64 Log(F64 x) => new(Math.Log(x.Value));

    /// <inheritdoc/>
    public static F64 Log1p(F64 x) => new(DoubleFunctions.Log1p(x.Value));

    /// <inheritdoc/>
    public static F64 ExpNegative(F64 x) => new(Math.Exp(x.Value));

    /// <inheritdoc/>
    public static F64 Log1pOfUnit(F64 x) => new(DoubleFunctions.Log1p(x.Value));

    /// <inheritdoc/>
    public static F64 Sin(F64 x) => new(Math.Sin(x.Value));

    /// <inheritdoc/>
    public static F64 Cos(F64 x) => new(Math.Cos(x.Value));

    /// <inheritdoc/>
    public static F64 Tanh(F64 x) => new(Math.Tanh(x.Value));

    /// <inheritdoc/>
    public static F64 Erf(F64 x) => new(DoubleFunctions.Erf(x.Value));

    /// <inheritdoc/>
    public static F64 Erfc(F64 x) => new(DoubleFunctions.Erfc(x.Value));

    /// <inheritdoc/>
    public static F64 LogGamma(F64 x) => new(DoubleFunctions.LogGamma(x.Value));

    /// <inheritdoc/>
    public static F64 Min(F64 a, F64 b) => new(Math.Min(a.Value, b.Value));

    /// <inheritdoc/>
    public static F64 Max(F64 a, F64 b) => new(Math.Max(a.Value, b.Value));

    /// <inheritdoc/>
    public static F64 CopySign(F64 magnitude, F64 sign) => new(Math.CopySign(magnitude.Value, sign.Value));

    /// <inheritdoc/>
    public static F64 Pow(F64 a, F64 b) => new(Math.Pow(a.Value, b.Value));

    /// <inheritdoc/>
    public static F64 Scale(F64 x, F64 n) => new(Math.ScaleB(x.Value, (int)Math.Clamp(n.Value, -5000, 5000)));

    /// <inheritdoc/>
    public static F64 Exponent(F64 x) => new(Math.ILogB(x.Value));

    /// <inheritdoc/>
    public static F64 Polygamma(int n, F64 x) => new(DoubleFunctions.Polygamma(n, x.Value));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
