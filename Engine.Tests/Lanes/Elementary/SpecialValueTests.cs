namespace Engine.Tests.Lanes.Elementary;

/// <summary>Results that C99 (Annex F) or the mathematics fix exactly, signs of zeros included, over every lane.</summary>
public sealed class SpecialValueTests
{
    private const float Inf = float.PositiveInfinity;
    private const float NaN = float.NaN;
    private const float Tiny = float.Epsilon;

    private static readonly (string Row, float X, float Want)[] table =
    [
        ("exp", 0f, 1f), ("exp", -0f, 1f), ("exp", -Inf, 0f), ("exp", Inf, Inf), ("exp", 88.73f, Inf), ("exp", -104f, 0f), ("exp", -103.9f, Tiny),
        ("exp", 3e38f, Inf), ("exp", -3e38f, 0f), ("exp", Tiny, 1f),
        ("expm1", 0f, 0f), ("expm1", -0f, -0f), ("expm1", Inf, Inf), ("expm1", -Inf, -1f), ("expm1", Tiny, Tiny), ("expm1", -Tiny, -Tiny), ("expm1", 88.73f, Inf),
        ("log", 0f, -Inf), ("log", -0f, -Inf), ("log", 1f, 0f), ("log", -1f, NaN), ("log", -Inf, NaN), ("log", Inf, Inf), ("log", -Tiny, NaN),
        ("log", Tiny, -103.27893f),
        ("log1p", 0f, 0f), ("log1p", -0f, -0f), ("log1p", -1f, -Inf), ("log1p", -1.0000001f, NaN), ("log1p", -Inf, NaN), ("log1p", Inf, Inf), ("log1p", Tiny, Tiny),
        ("sin, |x| ≤ 1e5", 0f, 0f), ("sin, |x| ≤ 1e5", -0f, -0f), ("sin, |x| ≤ 1e5", Tiny, Tiny), ("sin, |x| ≤ 1e5", Inf, NaN), ("sin, |x| ≤ 1e5", -Inf, NaN),
        ("cos, |x| ≤ 1e5", 0f, 1f), ("cos, |x| ≤ 1e5", -0f, 1f), ("cos, |x| ≤ 1e5", Inf, NaN),
        ("tanh", 0f, 0f), ("tanh", -0f, -0f), ("tanh", Tiny, Tiny), ("tanh", -1e-30f, -1e-30f), ("tanh", 50f, 1f), ("tanh", -400f, -1f), ("tanh", Inf, 1f), ("tanh", -Inf, -1f),
        ("erf", 0f, 0f), ("erf", -0f, -0f), ("erf", 4f, 1f), ("erf", Inf, 1f), ("erf", -Inf, -1f),
        ("erfc", 0f, 1f), ("erfc", Inf, 0f), ("erfc", 11f, 0f), ("erfc", -Inf, 2f), ("erfc", -6f, 2f), ("erfc", 10.05f, Tiny),
        ("lgamma, x > 0", 1f, 0f), ("lgamma, x > 0", 2f, 0f), ("lgamma, x > 0", 0f, Inf), ("lgamma, x > 0", -0f, Inf), ("lgamma, x > 0", -1f, Inf),
        ("lgamma, x > 0", -7f, Inf), ("lgamma, x > 0", -3e9f, Inf), ("lgamma, x > 0", Inf, Inf), ("lgamma, x > 0", -Inf, Inf), ("lgamma, x > 0", 3e38f, Inf),
        ("digamma, x > 0", 0f, -Inf), ("digamma, x > 0", -0f, Inf), ("digamma, x > 0", -1f, NaN), ("digamma, x > 0", -30f, NaN), ("digamma, x > 0", Inf, Inf), ("digamma, x > 0", -Inf, NaN),
        ("trigamma", 0f, Inf), ("trigamma", -0f, Inf), ("trigamma", -2f, Inf), ("trigamma", Inf, 0f), ("trigamma", -Inf, NaN),
        ("polygamma 2, x > 0", 0f, -Inf), ("polygamma 2, x > 0", -0f, Inf), ("polygamma 2, x > 0", -3f, NaN), ("polygamma 2, x > 0", Inf, -0f),
        ("polygamma 3", 0f, Inf), ("polygamma 3", -0f, Inf), ("polygamma 3", -1f, Inf), ("polygamma 3", Inf, 0f), ("polygamma 3", -Inf, NaN),
    ];

    public static TheoryData<string> Lanes => [.. ElementaryTable.FloatLanes];

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Float_lanes_give_the_exact_special_values(string lane)
    {
        foreach (var (name, x, want) in table) Same(name, x, want, ElementaryTable.Row(name).Run(lane, [x])[0]);
    }

    /// <summary>What float ranges fix (over- and underflow) has no meaning in double; the rest is the same.</summary>
    [Fact]
    public void Double_gives_the_same_special_values_rounded_to_float()
    {
        foreach (var (name, x, want) in table) Same(name, x, want, (float)ElementaryTable.Row(name).Oracle(x));
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public void NaN_goes_through_every_function(string lane)
    {
        foreach (var row in ElementaryTable.Rows)
        {
            Same(row.Name, NaN, NaN, row.Run(lane, [NaN])[0]);
            Assert.True(double.IsNaN(row.Oracle(double.NaN)), row.Name);
        }
    }

    /// <summary>The stated behaviour of |x| &gt; 2²², where the remainder by π would be noise.</summary>
    [Theory]
    [MemberData(nameof(Lanes))]
    public void Sine_and_cosine_of_huge_arguments_are_zeros(string lane)
    {
        foreach (var x in new[] { 4194305f, 1e10f, -3e38f })
        {
            Assert.Equal(0f, ElementaryTable.Row("sin, |x| ≤ 1e5").Run(lane, [x])[0]);
            Assert.Equal(0f, ElementaryTable.Row("cos, |x| ≤ 1e5").Run(lane, [x])[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Sine_cosine_tanh_and_erf_stay_within_one(string lane)
    {
        var xs = FloatSample.All.Where(x => Math.Abs(x) <= 1e5).ToArray();
        foreach (var name in new[] { "sin, |x| ≤ 1e5", "cos, |x| ≤ 1e5", "tanh", "erf" })
            Assert.InRange(ElementaryTable.Row(name).Run(lane, xs).Max(Math.Abs), 0, 1);
    }

    private static void Same(string name, float x, float want, float got)
    {
        var same = float.IsNaN(want) ? float.IsNaN(got) : BitConverter.SingleToInt32Bits(want) == BitConverter.SingleToInt32Bits(got);
        Assert.True(same, $"{name} at {x:r}: {got:r} instead of {want:r}");
    }
}
