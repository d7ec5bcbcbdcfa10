using System.Globalization;
using Engine.Lanes;

namespace Engine.Tests.Lanes.Elementary;

/// <summary>Measures every row of <see cref="ElementaryTable"/>; the output of these tests is the table of docs/accuracy.md.</summary>
public sealed class ElementaryAccuracyTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. ElementaryTable.Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Error_stays_within_the_stated_ulp(string name)
    {
        var row = ElementaryTable.Row(name);
        var xs = FloatSample.All.Where(x => float.IsNaN(x) || (x >= row.Low && x <= row.High)).ToArray();
        var want = xs.Select(x => row.Oracle(x)).ToArray();
        var atLeast = xs.Select(x => row.Cancelling(x)).ToArray();
        var worst = ElementaryTable.FloatLanes.Where(lane => row.Bound(lane) is not null)
            .ToDictionary(lane => lane, lane => Worst(xs, want, atLeast, row.Run(lane, xs)));

        output.WriteLine($"| {name} | {string.Join(" | ", ElementaryTable.FloatLanes.Select(lane => Cell(worst, lane)))} |");
        foreach (var (lane, (error, x, got, expected)) in worst)
            Assert.True(error <= row.Bound(lane), $"{name} over {lane}: {error:g4} ulp at {x:r}: {got:r} instead of {expected:r}; allowed {row.Bound(lane)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vectors_of_both_widths_agree_bit_for_bit(string name)
    {
        var row = ElementaryTable.Row(name);
        var (narrow, wide) = (row.Run(nameof(V256), FloatSample.All), row.Run(nameof(V512), FloatSample.All));
        for (var i = 0; i < narrow.Length; i++)
            if (!narrow[i].Equals(wide[i]) || float.IsNegative(narrow[i]) != float.IsNegative(wide[i]))
                Assert.Fail($"{name}({FloatSample.All[i]:r}): V256 gives {narrow[i]:r}, V512 {wide[i]:r}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_result_does_not_depend_on_its_place_in_the_vector(string name)
    {
        float[] xs = [-0f, 1e-42f, -3e-39f, 0.3f, -0.7f, 1f, 1.5f, 2.5f, -3.25f, 20f, -88f, 1e4f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 3e38f];
        var row = ElementaryTable.Row(name);
        var straight = row.Run(nameof(V512), xs);
        for (var shift = 1; shift < xs.Length; shift++)
        {
            float[] rotated = [.. xs[shift..], .. xs[..shift]];
            var results = row.Run(nameof(V512), rotated);
            Assert.Equal(straight.Select(BitConverter.SingleToInt32Bits), results[^shift..].Concat(results[..^shift]).Select(BitConverter.SingleToInt32Bits));
        }
    }

    private static (double Error, float X, float Got, double Want) Worst(float[] xs, double[] want, double[] atLeast, float[] got) =>
        Enumerable.Range(0, xs.Length).Select(i => (Ulp.Between(got[i], want[i], atLeast[i]), xs[i], got[i], want[i])).MaxBy(row => row.Item1);

    private static string Cell(Dictionary<string, (double Error, float X, float, double)> worst, string lane) =>
        worst.TryGetValue(lane, out var w) ? string.Create(CultureInfo.InvariantCulture, $"{w.Error:f2} at {w.X:g6}") : "no claim";
}
