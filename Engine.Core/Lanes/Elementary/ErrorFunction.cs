using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>erf and erfc over any float lane.</summary>
internal static class ErrorFunction
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>erf x: its polynomial up to 0.85, above it 1 − e^(−u(|x|)).</summary>
    [MethodImpl(Inline)]
    public static L Erf<L>(L x) where L : struct, ILane<L>
    {
        var t = L.Abs(x);
        var small = NearZero(x);

        // u = −ln erfc: minimax on [0.85, 3.93] for the relative error of erf, 2.1e-9; from 3.93 on erf rounds to 1.
        t = L.IfLess(L.Of(3.93), t, L.Of(3.93), t);
        var u = L.MulAdd(L.Of(-0.000203673899), t, L.Of(0.00311782967));
        u = L.MulAdd(u, t, L.Of(-0.0225189691));
        u = L.MulAdd(u, t, L.Of(0.104525777));
        u = L.MulAdd(u, t, L.Of(0.636519089));
        u = L.MulAdd(u, t, L.Of(1.12806093));
        u = L.MulAdd(u, t, L.Of(0.000104540762));
        var large = L.CopySign(L.Of(1) - Exponential.Exp(-u), x);
        return L.IfLess(t, L.Of(0.85), small, large);
    }

    /// <summary>
    /// erfc |x| = e^(−x²)·g(q)/(1 + 2|x|) with q = (|x| − 2)/(|x| + 2), which spreads [0, 10.1] evenly (Schonfelder, Math.
    /// Comp. 32, 1978); erfc(−x) = 2 − erfc x, and 1 − erf x below ½.
    /// </summary>
    [MethodImpl(Inline)]
    public static L Erfc<L>(L x) where L : struct, ILane<L>
    {
        var t = L.Abs(x);
        t = L.IfLess(L.Of(10.1), t, L.Of(10.1), t);
        var q = (t - L.Of(2)) / (t + L.Of(2));
        // g: minimax on [0, 10.1] for the relative error of erfc, 1.3e-8.
        var g = L.MulAdd(L.Of(-0.000400581648), q, L.Of(-0.00122993488));
        g = L.MulAdd(g, q, L.Of(0.001313525));
        g = L.MulAdd(g, q, L.Of(0.00863168785));
        g = L.MulAdd(g, q, L.Of(-0.00805987483));
        g = L.MulAdd(g, q, L.Of(-0.0542043004));
        g = L.MulAdd(g, q, L.Of(0.164055347));
        g = L.MulAdd(g, q, L.Of(-0.166031425));
        g = L.MulAdd(g, q, L.Of(-0.0927639808));
        g = L.MulAdd(g, q, L.Of(1.27697839));

        // e^(−t²): the rounding error of t² is given back to first order.
        var square = t * t;
        var lost = ExactProduct.Error(t, t, square);
        var factor = g / L.MulAdd(L.Of(2), t, L.Of(1));
        var y = Exponential.ExpTimes(-square, L.MulAdd(-lost, factor, factor));
        y = L.IfLess(x, L.Of(0), L.Of(2) - y, y);
        return L.IfLess(t, L.Of(0.5), L.Of(1) - NearZero(x), y);
    }

    /// <summary>erf x = x + x·p(x²); minimax on [0, 0.85] for the relative error, 6.1e-9.</summary>
    [MethodImpl(Inline)]
    private static L NearZero<L>(L x) where L : struct, ILane<L>
    {
        var q = x * x;
        var p = L.MulAdd(L.Of(-0.000631512642), q, L.Of(0.00505109734));
        p = L.MulAdd(p, q, L.Of(-0.0268025519));
        p = L.MulAdd(p, q, L.Of(0.112827176));
        p = L.MulAdd(p, q, L.Of(-0.376125719));
        p = L.MulAdd(p, q, L.Of(0.12837916));
        return L.MulAdd(p, x, x);
    }
}
