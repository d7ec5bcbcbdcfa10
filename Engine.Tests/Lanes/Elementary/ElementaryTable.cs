using Engine.Lanes;
using Engine.Lanes.Elementary;

namespace Engine.Tests.Lanes.Elementary;

/// <summary>Every elementary function of one argument with the error it may show.</summary>
internal static class ElementaryTable
{
    public static readonly string[] FloatLanes = [nameof(F32), nameof(V256), nameof(V512)];

    public static readonly ElementaryFunction[] Rows =
    [
        new ElementaryFunction<ExpOf>("exp") { Fused = 0.9, Unfused = 1.2 },
        new ElementaryFunction<Expm1Of>("expm1") { Fused = 1.4, Unfused = 1.4 },
        new ElementaryFunction<LogOf>("log") { Fused = 0.9, Unfused = 0.9 },
        new ElementaryFunction<Log1pOf>("log1p") { Fused = 1.5, Unfused = 1.5 },
        new ElementaryFunction<ExpNegativeOf>("exp, x ≤ 0") { High = 0, Fused = 0.9, Unfused = 1.2 },
        new ElementaryFunction<Log1pExpNegativeOf>("log1p of exp, x ≤ 0") { High = 0, Fused = 1.7, Unfused = 2.1 },
        new ElementaryFunction<Log1pOfUnitOf>("log1p, 0 ≤ x ≤ 1") { Low = 0, High = 1, Fused = 1.7, Unfused = 1.8 },
        new ElementaryFunction<TanhOf>("tanh") { Fused = 2.5, Unfused = 2.5 },
        new ElementaryFunction<SinOf>("sin, |x| ≤ 1e5") { Low = -1e5, High = 1e5, Fused = 2, Unfused = 2.3 },
        new ElementaryFunction<CosOf>("cos, |x| ≤ 1e5") { Low = -1e5, High = 1e5, Fused = 2, Unfused = 2.3 },
        new ElementaryFunction<SinOf>("sin, |x| ≤ 2²²") { Low = -4194304, High = 4194304, Fused = 32, Unfused = null, Cancelling = _ => 1 },
        new ElementaryFunction<CosOf>("cos, |x| ≤ 2²²") { Low = -4194304, High = 4194304, Fused = 32, Unfused = null, Cancelling = _ => 1 },
        new ElementaryFunction<ErfOf>("erf") { Fused = 1.2, Unfused = 1.4 },
        new ElementaryFunction<ErfcOf>("erfc") { Fused = 3.8, Unfused = 4.6 },
        new ElementaryFunction<LogGammaOf>("lgamma, x > 0") { Low = 0, Fused = 4.5, Unfused = 4.5 },
        new ElementaryFunction<LogGammaOf>("lgamma, x < 0")
        {
            High = 0, Fused = 4, Unfused = 4, Cancelling = x => Math.Abs(DoubleFunctions.LogGamma(-x)) + 1,
        },
        new ElementaryFunction<DigammaOf>("digamma, x > 0") { Low = 0, Fused = 2.5, Unfused = 2.5 },
        new ElementaryFunction<DigammaOf>("digamma, x < 0")
        {
            High = 0, Fused = 6, Unfused = 6, Cancelling = x => Math.Abs(DoubleFunctions.Polygamma(0, 1 - x)) + 1,
        },
        new ElementaryFunction<TrigammaOf>("trigamma") { Fused = 6, Unfused = 6 },
        new ElementaryFunction<Polygamma2Of>("polygamma 2, x > 0") { Low = 0, Fused = 6, Unfused = 6 },
        new ElementaryFunction<Polygamma2Of>("polygamma 2, x < 0") { High = 0, Fused = 6, Unfused = 6, Cancelling = _ => 16 },
        new ElementaryFunction<Polygamma3Of>("polygamma 3") { Fused = 8, Unfused = 8 },
        new ElementaryFunction<Polygamma6Of>("polygamma 6, x > 0") { Low = 0, Fused = 16, Unfused = 16 },
    ];

    internal readonly struct ExpOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Exp(x); }

    internal readonly struct Expm1Of : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Expm1(x); }

    internal readonly struct LogOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Log(x); }

    internal readonly struct Log1pOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Log1p(x); }

    internal readonly struct ExpNegativeOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.ExpNegative(x); }

    internal readonly struct Log1pExpNegativeOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Log1pOfUnit(L.ExpNegative(x)); }

    internal readonly struct Log1pOfUnitOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Log1pOfUnit(x); }

    internal readonly struct TanhOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Tanh(x); }

    internal readonly struct SinOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Sin(x); }

    internal readonly struct CosOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Cos(x); }

    internal readonly struct ErfOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Erf(x); }

    internal readonly struct ErfcOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Erfc(x); }

    internal readonly struct LogGammaOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.LogGamma(x); }

    internal readonly struct DigammaOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Polygamma(0, x); }

    internal readonly struct TrigammaOf : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Polygamma(1, x); }

    internal readonly struct Polygamma2Of : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Polygamma(2, x); }

    internal readonly struct Polygamma3Of : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Polygamma(3, x); }

    internal readonly struct Polygamma6Of : IElementary { public static L Of<L>(L x) where L : struct, ILane<L> => L.Polygamma(6, x); }

    public static ElementaryFunction Row(string name) => Rows.Single(row => row.Name == name);
}
