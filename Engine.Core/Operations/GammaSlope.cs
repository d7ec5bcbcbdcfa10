using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// y = dl/dα for the logarithm l = ln g of a standard gamma variable g of shape α (a = α, b = l): how a draw moves with the
/// shape when its quantile is held. Implicit reparameterization: dl/dα = −(∂F/∂α)/(∂F/∂l) with the distribution function
/// F(l; α). Figurnov, Mohamed, Mnih, arXiv:1805.08498.
/// </summary>
/// <remarks>
/// The density of l is p(l) = e^(αl − eˡ)/Γ(α), so ∂F/∂α = ∫ p(t)(t − ψ(α))dt over t from −∞ to l. With x = eˡ there are three ways:
/// a power series in x up to 1.5; quadrature of that integral relative to p(l) up to α = 10⁴; an expansion in 1/√α beyond.
/// Relative error in double: 1e-10 up to 10⁴, 1e-6 beyond; in float 1e-4 at 10⁴.
/// </remarks>
[Domain(0.3, 3)]
public readonly struct GammaSlope : IBinaryOp
{
    private const double SeriesUpTo = 1.5, ExpansionFrom = 1e4;

    /// <summary>−ln of what the integral's far end is of its near end.</summary>
    private const double Reach = 37;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L>
    {
        var x = L.Exp(b);
        var y = L.IfLessOrEqual(x, L.Of(SeriesUpTo), Series(a, b, x), Quadrature(a, b, x));
        y = L.IfLess(a, L.Of(ExpansionFrom), y, Expansion(a, x));
        return L.IfLess(L.Of(0), a, y, L.Of(double.NaN));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => Slopes.ByDualA(this, a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => Slopes.ByDualB(this, a, b);

    /// <summary>
    /// −eˣ Σₙ (−x)ⁿ/n!·[(l − ψ(α))/(α + n) − 1/(α + n)²], term by term from the series of e^(−eᵗ). With ψ(α) = ψ(1 + α) − 1/α its first term
    /// is (l − ψ(1 + α))/α: nothing cancels for small α, and 1/α is taken out of the sum.
    /// </summary>
    private static L Series<L>(L a, L l, L x) where L : struct, ILane<L>
    {
        var one = L.Of(1);
        var above = l - L.Polygamma(0, one + a);
        var (sum, power, n) = (above, one, one);
        for (var i = 0; i < 22; i++)
        {
            power *= -x / n;
            var inverse = one / (a + n);
            sum += power * inverse * (L.MulAdd(a, above, one) - a * inverse);
            n += one;
        }
        sum = L.IfEqual(x, L.Of(0), above, sum);      // there α·l may overflow
        return -(L.Exp(x) * sum) / a;
    }

    /// <summary>
    /// ∓∫(l + y − ψ(α))e^(h(y))dy with h(y) = αy − x(eʸ − 1) from 0 away from the mode: to −∞ for x ≤ α; else to ∞, as the whole
    /// integral of p(t)(t − ψ(α)) is 0. Gauss and Legendre's rule of 24 nodes as far as h = −37; again 1/α is taken out of −ψ(α).
    /// </summary>
    private static L Quadrature<L>(L a, L l, L x) where L : struct, ILane<L>
    {
        var psi = L.Polygamma(0, L.Of(1) + a);
        var far = FarEnd(a, x, L.IfLessOrEqual(x, a, L.Of(-1), L.Of(1)));
        var sum = L.Of(0);
        sum += Pair(L.Of(0.00240639000148932), L.Of(0.0061706148999936), l, x, a, psi, far);
        sum += Pair(L.Of(0.012635722014345251), L.Of(0.014265694314466832), l, x, a, psi, far);
        sum += Pair(L.Of(0.030862723998633622), L.Of(0.022138719408709904), l, x, a, psi, far);
        sum += Pair(L.Of(0.056792236497799485), L.Of(0.02964929245771839), l, x, a, psi, far);
        sum += Pair(L.Of(0.08999900701304854), L.Of(0.03667324070554015), l, x, a, psi, far);
        sum += Pair(L.Of(0.12993790421072282), L.Of(0.04309508076597664), l, x, a, psi, far);
        sum += Pair(L.Of(0.17595317403151223), L.Of(0.04880932605205694), l, x, a, psi, far);
        sum += Pair(L.Of(0.22728926430558022), L.Of(0.05372213505798282), l, x, a, psi, far);
        sum += Pair(L.Of(0.2831032461869774), L.Of(0.0577528340268628), l, x, a, psi, far);
        sum += Pair(L.Of(0.3424786601519183), L.Of(0.060835236463901696), l, x, a, psi, far);
        sum += Pair(L.Of(0.40444056626319186), L.Of(0.06291872817341415), l, x, a, psi, far);
        sum += Pair(L.Of(0.4679715535686972), L.Of(0.06396909767337608), l, x, a, psi, far);
        return far / a * sum;
    }

    /// <summary>The y on the given side with h(y) = −37: four of Newton's steps from beyond, on a convex function.</summary>
    private static L FarEnd<L>(L a, L x, L side) where L : struct, ILane<L>
    {
        var reach = L.Of(Reach);
        var curved = L.Sqrt(L.Of(3 * Reach) / x);
        var down = (reach + x) / a;
        down = L.IfLessOrEqual(curved, L.Of(1), L.Min(down, curved), down);
        var y = L.IfLess(side, L.Of(0), -down, L.Sqrt(L.Of(2 * Reach) / x));
        for (var i = 0; i < 4; i++)
            y -= (x * L.Expm1(y) - a * y - reach) / (x * L.Exp(y) - a);
        return y;
    }

    /// <summary>The rule's nodes t and 1 − t on [0, 1], of equal weight.</summary>
    private static L Pair<L>(L t, L weight, L l, L x, L a, L psi, L far) where L : struct, ILane<L> =>
        weight * (Integrand(far * t, l, x, a, psi) + Integrand(far * (L.Of(1) - t), l, x, a, psi));

    private static L Integrand<L>(L y, L l, L x, L a, L psi) where L : struct, ILane<L> =>
        L.MulAdd(a, l + y - psi, L.Of(1)) * L.Exp(a * y - x * L.Expm1(y));

    /// <summary>dx/dα = 1 + d/2 − d²/6 + 1/(6α) + O(α^(−3/2)) with d = (x − α)/α, from Cornish and Fisher's expansion of the quantile; dl = dx/x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Expansion<L>(L a, L x) where L : struct, ILane<L>
    {
        var d = (x - a) / a;
        return (L.Of(1) + d * (L.Of(0.5) - d * L.Of(1.0 / 6)) + L.Of(1.0 / 6) / a) / x;
    }
}
