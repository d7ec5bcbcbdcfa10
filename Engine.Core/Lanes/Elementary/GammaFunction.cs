using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>ln|Γ| over any float lane.</summary>
internal static class GammaFunction
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>
    /// ln|Γ(x)|: a polynomial around each of the zeros 1 and 2, Stirling's series from 3 on, and reflection
    /// ln|Γ(−t)| = ln(π/(t·|sin πt|)) − ln Γ(t) (DLMF 5.5.3) below −0.35. +∞ at 0, −1, −2, … and ±∞.
    /// </summary>
    [MethodImpl(Inline)]
    public static L LogGamma<L>(L x) where L : struct, ILane<L>
    {
        var t = L.IfLess(x, L.Of(-0.35), -x, x);
        var log = L.Log(L.Abs(t));
        var y = Stirling(t, log);
        var fromTwo = t - L.Of(2);
        y = L.IfLess(t, L.Of(3), fromTwo * AroundTwo(fromTwo), y);
        var fromOne = L.IfLess(t, L.Of(0.65), t, t - L.Of(1));
        // + 0: ln Γ(1) is +0, but the product with the negative slope there −0.
        var aroundOne = L.MulAdd(fromOne, AroundOne(fromOne), L.Of(0));
        y = L.IfLess(t, L.Of(1.5), aroundOne, y);
        // Γ(t) = Γ(1 + t)/t.
        y = L.IfLess(t, L.Of(0.65), aroundOne - log, y);
        y = L.IfEqual(L.Abs(t), L.Of(double.PositiveInfinity), L.Abs(t), y);
        return L.IfLess(x, L.Of(-0.35), Reflected(t, y), y);
    }

    /// <summary>ln|Γ(−t)| from ln Γ(t).</summary>
    [MethodImpl(Inline)]
    private static L Reflected<L>(L t, L y) where L : struct, ILane<L>
    {
        var r = t - L.Round(t);
        var reflected = L.Log(L.Of(Math.PI) / (t * L.Abs(Trigonometric.SinPi(r)))) - y;
        // Poles, and t = ∞, whose r is NaN.
        reflected = L.IfEqual(r, L.Of(0), L.Of(double.PositiveInfinity), reflected);
        return L.IfEqual(t, L.Of(double.PositiveInfinity), t, reflected);
    }

    /// <summary>ln Γ(1 + z)/z; minimax on [−0.35, 0.65] for the relative error, 6.5e-9.</summary>
    [MethodImpl(Inline)]
    private static L AroundOne<L>(L z) where L : struct, ILane<L>
    {
        var p = L.MulAdd(L.Of(0.0275051082), z, L.Of(-0.0825653625));
        p = L.MulAdd(p, z, L.Of(0.115767037));
        p = L.MulAdd(p, z, L.Of(-0.119284036));
        p = L.MulAdd(p, z, L.Of(0.12485364));
        p = L.MulAdd(p, z, L.Of(-0.142995909));
        p = L.MulAdd(p, z, L.Of(0.16948483));
        p = L.MulAdd(p, z, L.Of(-0.207436972));
        p = L.MulAdd(p, z, L.Of(0.27058595));
        p = L.MulAdd(p, z, L.Of(-0.400684759));
        p = L.MulAdd(p, z, L.Of(0.822466969));
        return L.MulAdd(p, z, L.Of(-0.577215667));
    }

    /// <summary>ln Γ(2 + z)/z; minimax on [−0.5, 1] for the relative error, 5.0e-9.</summary>
    [MethodImpl(Inline)]
    private static L AroundTwo<L>(L z) where L : struct, ILane<L>
    {
        var p = L.MulAdd(L.Of(4.95978013e-05), z, L.Of(-0.00022089387));
        p = L.MulAdd(p, z, L.Of(0.000541314863));
        p = L.MulAdd(p, z, L.Of(-0.00120451822));
        p = L.MulAdd(p, z, L.Of(0.00288425186));
        p = L.MulAdd(p, z, L.Of(-0.00738275756));
        p = L.MulAdd(p, z, L.Of(0.0205813196));
        p = L.MulAdd(p, z, L.Of(-0.0673524861));
        p = L.MulAdd(p, z, L.Of(0.322467019));
        return L.MulAdd(p, z, L.Of(0.422784337));
    }

    /// <summary>(t − ½)(ln t − 1) + ½(ln 2π − 1) + p(1/t²)/t (DLMF 5.11.1); p minimax for t ≥ 3, 1.1e-9 relative.</summary>
    [MethodImpl(Inline)]
    private static L Stirling<L>(L t, L log) where L : struct, ILane<L>
    {
        var inverse = L.Of(1) / t;
        var q = inverse * inverse;
        var p = L.MulAdd(L.Of(0.000678979599), q, L.Of(-0.00276988808));
        p = L.MulAdd(p, q, L.Of(0.0833331623));
        var small = L.MulAdd(p, inverse, L.Of(0.41893853320467274178));
        return L.MulAdd(t - L.Of(0.5), log - L.Of(1), small);
    }
}
