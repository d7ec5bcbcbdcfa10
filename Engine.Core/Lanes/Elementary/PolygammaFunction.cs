using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>The derivatives of ln Γ over any float lane.</summary>
internal static class PolygammaFunction
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>ψ⁽ⁿ⁾(x).</summary>
    [MethodImpl(Inline)]
    public static L Polygamma<L>(int n, L x) where L : struct, ILane<L>
    {
        if (n == 0) return Digamma(x);
        if (n == 1) return Trigamma(x);
        return ByZeta(n, x);
    }

    /// <summary>
    /// ψ(x): a polynomial with the zero x₀ = 1.46163… as a factor on [1, 2], ψ(x) = ψ(1+x) − 1/x below, its asymptotic
    /// series (DLMF 5.11.2) from 2 on, and ψ(−t) = ψ(1+t) + π·cot(πt) (5.5.4) for negative x.
    /// </summary>
    [MethodImpl(Inline)]
    private static L Digamma<L>(L x) where L : struct, ILane<L>
    {
        var (zero, one, two) = (L.Of(0), L.Of(1), L.Of(2));
        var t = L.Abs(x);
        var inverse = one / t;
        // Minimax in 1/t² for t ≥ 2, 4.7e-9 relative.
        var q = inverse * inverse;
        var p = L.MulAdd(L.Of(-0.00182887771), q, L.Of(0.00356146536));
        p = L.MulAdd(p, q, L.Of(-0.00830013515));
        p = L.MulAdd(p, q, L.Of(0.0833323923));
        var large = L.Log(t) - L.MulAdd(p, q, L.Of(0.5) * inverse);

        var z = L.IfLess(t, one, t, t - one);
        var ofOnePlusZ = AroundZero(z);
        var y = L.IfLess(t, two, ofOnePlusZ, large);
        // ψ(1 + t) on the way to negative x, ψ(t) on the way to positive x.
        var next = L.IfLess(t, one, ofOnePlusZ, y + inverse);
        y = L.IfLess(t, one, ofOnePlusZ - one / x, y);

        var r = t - L.Round(t);
        // cos(πr) = sin(π(½ − |r|)), whose argument is exact.
        var cotangent = Trigonometric.SinPi(L.Of(0.5) - L.Abs(r)) / Trigonometric.SinPi(r);
        var reflected = L.IfEqual(r, zero, L.Of(double.NaN), L.MulAdd(L.Of(Math.PI), cotangent, next));
        return L.IfLess(x, zero, reflected, y);
    }

    /// <summary>ψ(1 + z) = (z − (x₀ − 1))·p(z), x₀ − 1 in two floats; minimax on [0, 1], 3.7e-9 relative.</summary>
    [MethodImpl(Inline)]
    private static L AroundZero<L>(L z) where L : struct, ILane<L>
    {
        var p = L.MulAdd(L.Of(0.011119151), z, L.Of(-0.0719799352));
        p = L.MulAdd(p, z, L.Of(0.215799358));
        p = L.MulAdd(p, z, L.Of(-0.407946238));
        p = L.MulAdd(p, z, L.Of(0.567946199));
        p = L.MulAdd(p, z, L.Of(-0.655494761));
        p = L.MulAdd(p, z, L.Of(0.691499616));
        p = L.MulAdd(p, z, L.Of(-0.713743632));
        p = L.MulAdd(p, z, L.Of(0.752419847));
        p = L.MulAdd(p, z, L.Of(-0.854692196));
        p = L.MulAdd(p, z, L.Of(1.25038013));
        // Not (z − a) − b: ILGPU 1.5.3 folds two constants in a row, and a + b is a in float.
        return L.MulAdd(z - L.Of(0.4616321325302124), p, -(L.Of(1.24381499389e-8) * p));
    }

    /// <summary>
    /// ψ′(x): a polynomial for ψ′(1 + z), ψ′(x) = ψ′(1+x) + 1/x² below 1, its asymptotic series (DLMF 5.15.8) from 2 on, and
    /// ψ′(−t) = π²/sin²(πt) − ψ′(1+t) (5.15.6) for negative x.
    /// </summary>
    [MethodImpl(Inline)]
    private static L Trigamma<L>(L x) where L : struct, ILane<L>
    {
        var (zero, one, two) = (L.Of(0), L.Of(1), L.Of(2));
        var t = L.Abs(x);
        var inverse = one / t;
        var q = inverse * inverse;
        // Minimax in 1/t² for t ≥ 2, 3.1e-9 relative.
        var p = L.MulAdd(L.Of(0.0170164086), q, L.Of(-0.0234022743));
        p = L.MulAdd(p, q, L.Of(0.0228481566));
        p = L.MulAdd(p, q, L.Of(-0.0332890074));
        p = L.MulAdd(p, q, L.Of(0.166665983));
        var large = L.MulAdd(q, L.MulAdd(p, inverse, L.Of(0.5)), inverse);

        var ofOnePlusZ = TrigammaOfOnePlus(L.IfLess(t, one, t, t - one));
        var y = L.IfLess(t, two, ofOnePlusZ, large);
        var next = L.IfLess(t, one, ofOnePlusZ, y - q);
        y = L.IfLess(t, one, ofOnePlusZ + q, y);

        var cosecant = L.Of(Math.PI) / Trigonometric.SinPi(t - L.Round(t));
        return L.IfLess(x, zero, L.MulAdd(cosecant, cosecant, -next), y);
    }

    /// <summary>ψ′(1 + z) in powers of w = z − ½, which keep the coefficients small; minimax on [0, 1], 8.2e-9 relative.</summary>
    [MethodImpl(Inline)]
    private static L TrigammaOfOnePlus<L>(L z) where L : struct, ILane<L>
    {
        var w = z - L.Of(0.5);
        var p = L.MulAdd(L.Of(-0.0911051935), w, L.Of(0.128092579));
        p = L.MulAdd(p, w, L.Of(-0.107730788));
        p = L.MulAdd(p, w, L.Of(0.143993312));
        p = L.MulAdd(p, w, L.Of(-0.211302394));
        p = L.MulAdd(p, w, L.Of(0.279828191));
        p = L.MulAdd(p, w, L.Of(-0.362103149));
        p = L.MulAdd(p, w, L.Of(0.462960783));
        p = L.MulAdd(p, w, L.Of(-0.579041991));
        p = L.MulAdd(p, w, L.Of(0.704547743));
        p = L.MulAdd(p, w, L.Of(-0.828796654));
        return L.MulAdd(p, w, L.Of(0.934802193));
    }

    /// <summary>
    /// ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹ n!·ζ(n+1, x) (DLMF 25.11.12), for n up to 34, where n! is a float. For negative x the sum Σ (x+k)⁻ˢ is
    /// split at 0 into two sums over positive numbers, the left of them finite.
    /// </summary>
    [MethodImpl(Inline)]
    private static L ByZeta<L>(int n, L x) where L : struct, ILane<L>
    {
        var (zero, one) = (L.Of(0), L.Of(1));
        var (factorial, k) = (one, one);
        for (var i = 2; i <= n; i++)
        {
            k += one;
            factorial *= k;
        }
        var odd = (n & 1) != 0;
        var r = x - L.Round(x);
        var right = ZetaTimes(factorial, n, L.IfLess(x, zero, one + r, x));
        var left = ZetaTimes(factorial, n, one - r) - ZetaTimes(factorial, n, one - x);
        var negative = OverPower(factorial, n, r) + right + (odd ? left : -left);
        negative = L.IfEqual(r, zero, odd ? L.Of(double.PositiveInfinity) : L.Of(double.NaN), negative);
        var sum = L.IfLess(x, zero, negative, right);
        return odd ? sum : -sum;
    }

    /// <summary>n!/xⁿ⁺¹; with n! in front the products do not underflow before the result does.</summary>
    [MethodImpl(Inline)]
    private static L OverPower<L>(L factorial, int n, L x) where L : struct, ILane<L>
    {
        var inverse = L.Of(1) / x;
        var power = factorial * inverse;
        for (var i = 0; i < n; i++) power *= inverse;
        return power;
    }

    /// <summary>
    /// n!·ζ(s, a) for s = n + 1: the first n + 6 terms, the rest by Euler–Maclaurin summation (DLMF 25.11.28) with s, s+1, …
    /// made by additions, so that a kernel needs no conversion from int.
    /// </summary>
    [MethodImpl(Inline)]
    private static L ZetaTimes<L>(L factorial, int n, L a) where L : struct, ILane<L>
    {
        var one = L.Of(1);
        var s = one;
        for (var i = 0; i < n; i++) s += one;
        // a + k, not a + 1 + 1 + …: one rounding each.
        var sum = OverPower(factorial, n, a);
        var k = one;
        for (var i = 1; i < n + 6; i++)
        {
            sum += OverPower(factorial, n, a + k);
            k += one;
        }
        var inverse = one / (a + k);
        var q = inverse * inverse;
        // B₂ₖ/(2k)!·s(s+1)…(s+2k−2)/a²ᵏ⁻¹ for k = 3, 2, 1 in Horner's form.
        var tail = L.MulAdd((s + L.Of(3)) * (s + L.Of(4)) * q, L.Of(1.0 / 30240), L.Of(-1.0 / 720));
        tail = L.MulAdd((s + one) * (s + L.Of(2)) * q, tail, L.Of(1.0 / 12));
        tail = L.MulAdd(s * inverse, tail, L.Of(0.5));
        var power = OverPower(factorial, n - 1, a + k);
        return L.MulAdd(power, L.MulAdd(inverse, tail, one / (s - one)), sum);
    }
}
