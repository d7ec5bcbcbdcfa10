using Engine.Lanes;
using D = Engine.Lanes.Dual<Engine.Lanes.F64>;

namespace Engine.Tests.Lanes;

/// <summary>The slope of every member of <see cref="Dual{L}"/> against central differences in double.</summary>
public sealed class DualTests
{
    private const double Step = 1e-5;

    private static readonly double[] everywhere = [-3.3, -1.2, -0.4, 0.3, 0.9, 1.7, 4.2];
    private static readonly double[] negative = [-7.0, -1.3, -0.2];
    private static readonly double[] positive = [0.2, 0.7, 1.3, 3.6, 11.0];

    private static readonly (string Member, string Name, Func<D, D> F, double[] At)[] members =
    [
        ("op_Addition", "x + 2", x => x + D.Of(2), everywhere),
        ("op_Subtraction", "2 − x", x => D.Of(2) - x, everywhere),
        ("op_Multiply", "x·x", x => x * x, everywhere),
        ("op_Division", "x/(2 + x²)", x => x / (D.Of(2) + x * x), everywhere),
        ("op_UnaryNegation", "−x", x => -x, everywhere),
        ("MulAdd", "x·x + x", x => D.MulAdd(x, x, x), everywhere),
        ("IfLess", "x < ½", x => D.IfLess(x, D.Of(0.5), x * x, -x), everywhere),
        ("IfLessOrEqual", "x ≤ ½", x => D.IfLessOrEqual(x, D.Of(0.5), x * x, -x), everywhere),
        ("IfEqual", "x = ½", x => D.IfEqual(x, D.Of(0.5), x * x, -x), everywhere),
        ("Abs", "abs", D.Abs, everywhere),
        ("Min", "min", x => D.Min(x, x * x), everywhere),
        ("Max", "max", x => D.Max(x, x * x), everywhere),
        ("Floor", "floor", D.Floor, everywhere),
        ("Round", "round", D.Round, everywhere),
        ("Exponent", "exponent", D.Exponent, everywhere),
        ("Sqrt", "sqrt", D.Sqrt, positive),
        ("CopySign", "copysign(x, 1)", x => D.CopySign(x, D.Of(1)), everywhere),
        ("CopySign", "copysign(x², x)", x => D.CopySign(x * x, x), everywhere),
        ("Scale", "scale", x => D.Scale(x * x, D.Of(3)), everywhere),
        ("Exp", "exp", D.Exp, everywhere),
        ("Expm1", "expm1", D.Expm1, everywhere),
        ("Log", "log", D.Log, positive),
        ("Log1p", "log1p", D.Log1p, positive),
        ("ExpNegative", "exp, x ≤ 0", D.ExpNegative, negative),
        ("Log1pOfUnit", "log1p, 0 ≤ x ≤ 1", x => D.Log1pOfUnit(D.Exp(x)), negative),
        ("Sin", "sin", D.Sin, everywhere),
        ("Cos", "cos", D.Cos, everywhere),
        ("Tanh", "tanh", D.Tanh, everywhere),
        ("Pow", "x³", x => D.Pow(x, D.Of(3)), everywhere),
        ("Pow", "x^−1.5", x => D.Pow(x, D.Of(-1.5)), positive),
        ("Pow", "2ˣ", x => D.Pow(D.Of(2), x), everywhere),
        ("Pow", "xˣ", x => D.Pow(x, x), positive),
        ("Erf", "erf", D.Erf, everywhere),
        ("Erfc", "erfc", D.Erfc, everywhere),
        ("LogGamma", "lgamma", D.LogGamma, everywhere),
        ("Polygamma", "digamma", x => D.Polygamma(0, x), everywhere),
        ("Polygamma", "trigamma", x => D.Polygamma(1, x), everywhere),
        ("Polygamma", "polygamma 2", x => D.Polygamma(2, x), everywhere),
    ];

    public static TheoryData<string> Names => [.. members.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_slope_is_that_of_central_differences(string name)
    {
        var (_, _, f, points) = members.Single(m => m.Name == name);
        double Value(double x) => f(D.Constant(new(x))).Value.Value;
        foreach (var x in points)
        {
            var slope = f(D.Variable(new(x))).Slope.Value;
            var difference = (Value(x + Step) - Value(x - Step)) / (2 * Step);
            // Step² times a third derivative, and rounding over the step.
            Assert.True(Math.Abs(slope - difference) <= 2e-7 * Math.Max(1, Math.Abs(slope)), $"{name} at {x}: slope {slope:r}, difference {difference:r}");
        }
    }

    [Fact]
    public void Every_member_of_a_lane_has_a_row() =>
        Assert.Equal(typeof(ILane<>).GetMethods().Select(m => m.Name).Where(name => name != "Of").Order(), members.Select(m => m.Member).Distinct().Order());

    [Fact]
    public void A_second_slope_comes_from_duals_of_duals()
    {
        var x = new Dual<D>(D.Variable(new(0.7)), D.Constant(new(1)));
        Assert.Equal(-2 * Math.Tanh(0.7) * (1 - Math.Tanh(0.7) * Math.Tanh(0.7)), Dual<D>.Tanh(x).Slope.Slope.Value, 1e-15);
    }

    [Fact]
    public void At_a_tie_min_and_max_share_the_slope_and_abs_has_none_at_zero()
    {
        var (two, minus) = (new D(new(1), new(2)), new D(new(1), new(-1)));
        Assert.Equal(0.5, D.Max(two, minus).Slope.Value);
        Assert.Equal(0.5, D.Min(two, minus).Slope.Value);
        Assert.Equal(0, D.Abs(D.Variable(new(0))).Slope.Value);
    }

    [Fact]
    public void A_constant_exponent_takes_no_logarithm_of_a_negative_or_zero_base()
    {
        Assert.Equal(-8 * 1.5, D.Pow(D.Variable(new(-2)), D.Of(3)).Slope.Value * -1);
        Assert.Equal(0, D.Pow(D.Variable(new(0)), D.Of(2)).Slope.Value);
        Assert.Equal(0, D.Pow(D.Of(0), D.Variable(new(2))).Slope.Value);
    }
}
