using Engine.Lanes;

namespace Engine.Tests.Lanes.Elementary;

/// <summary>aᵇ over every float lane: the special values of C99 F.9.4.4 and the error everywhere else.</summary>
public sealed class PowTests(ITestOutputHelper output)
{
    private const double Bound = 2.5;
    private const float Inf = float.PositiveInfinity;
    private const float NaN = float.NaN;

    private static readonly (float A, float B, float Want)[] special =
    [
        (0f, -1f, Inf), (-0f, -1f, -Inf), (0f, -3f, Inf), (-0f, -3f, -Inf), (0f, -2f, Inf), (-0f, -2f, Inf), (0f, -0.5f, Inf), (-0f, -0.5f, Inf),
        (0f, -Inf, Inf), (-0f, -Inf, Inf), (0f, 1f, 0f), (-0f, 1f, -0f), (-0f, 3f, -0f), (0f, 2f, 0f), (-0f, 2f, 0f), (-0f, 0.5f, 0f), (-0f, Inf, 0f),
        (-1f, Inf, 1f), (-1f, -Inf, 1f), (1f, NaN, 1f), (1f, Inf, 1f), (1f, -Inf, 1f), (1f, 0f, 1f),
        (NaN, 0f, 1f), (NaN, -0f, 1f), (0f, 0f, 1f), (-0f, -0f, 1f), (Inf, 0f, 1f), (-Inf, -0f, 1f), (NaN, 1f, NaN), (2f, NaN, NaN), (-1f, NaN, NaN),
        (-1.5f, 0.5f, NaN), (-1e-42f, 1.5f, NaN), (0.5f, -Inf, Inf), (-0.5f, -Inf, Inf), (2f, -Inf, 0f), (-2f, -Inf, 0f), (0.5f, Inf, 0f), (-0.5f, Inf, 0f),
        (2f, Inf, Inf), (-2f, Inf, Inf), (0.99999994f, Inf, 0f), (1.0000001f, Inf, Inf), (0.99999994f, 3e38f, 0f),
        (-Inf, -3f, -0f), (-Inf, -2f, 0f), (-Inf, -2.5f, 0f), (-Inf, 3f, -Inf), (-Inf, 2f, Inf), (-Inf, 2.5f, Inf), (-Inf, Inf, Inf), (Inf, -1f, 0f), (Inf, 0.5f, Inf),
        (-1f, 3f, -1f), (-2f, 3f, -8f), (-3f, 3f, -27f), (-4f, 3f, -64f), (-2f, 16777217f, Inf), (-2f, -151f, -0f), (-2f, 128f, Inf), (-2f, 129f, -Inf),
        (2f, 0.5f, 1.4142135f), (2f, -149f, float.Epsilon), (2f, 127f, 1.7014118e38f), (float.Epsilon, 1f, float.Epsilon), (3f, 1f, 3f), (10f, 10f, 1e10f),
    ];

    public static TheoryData<string> Lanes => [.. ElementaryTable.FloatLanes];

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Special_values_are_those_of_C99(string lane)
    {
        var got = Run(lane, [.. special.Select(s => s.A)], [.. special.Select(s => s.B)]);
        for (var i = 0; i < got.Length; i++)
        {
            var (a, b, want) = special[i];
            var same = float.IsNaN(want) ? float.IsNaN(got[i]) : BitConverter.SingleToInt32Bits(want) == BitConverter.SingleToInt32Bits(got[i]);
            Assert.True(same, $"pow({a:r}, {b:r}) = {got[i]:r} instead of {want:r}");
        }
    }

    /// <summary>dotnet/runtime#100535: a vectorised power lost the sign of negative bases from four elements on.</summary>
    [Theory]
    [MemberData(nameof(Lanes))]
    public void Negative_bases_keep_their_sign_at_every_length(string lane)
    {
        for (var length = 1; length <= 65; length++)
        {
            float[] bases = [.. Enumerable.Range(1, length).Select(k => (float)-k)];
            Assert.Equal(bases.Select(a => a * a * a), Run(lane, bases, [.. bases.Select(_ => 3f)]));
        }
    }

    /// <summary>Results spread evenly over the whole exponent range, bases over all floats, around 1 and around √½ … √3.</summary>
    [Theory]
    [MemberData(nameof(Lanes))]
    public void Error_stays_within_the_stated_ulp(string lane)
    {
        var random = new Random(1);
        var (a, b) = (new float[400_000], new float[400_000]);
        for (var i = 0; i < a.Length; i++)
        {
            a[i] = (i % 3) switch
            {
                0 => BitConverter.Int32BitsToSingle(random.Next(1, 0x7F800000)),
                1 => (float)Math.Exp((random.NextDouble() - 0.5) * 2),
                _ => 1 + (float)(random.NextDouble() - 0.5) * 1e-3f,
            };
            b[i] = (float)((random.NextDouble() * 2 - 1) * 104 / Math.Log(a[i]));
            if (i % 4 == 0) b[i] = (float)(random.NextDouble() * 8 - 4);
        }
        var got = Run(lane, a, b);
        var worst = Enumerable.Range(0, a.Length).MaxBy(i => Ulp.Between(got[i], Math.Pow(a[i], b[i])));
        var error = Ulp.Between(got[worst], Math.Pow(a[worst], b[worst]));
        output.WriteLine($"| pow over {lane} | {error:f2} at ({a[worst]:g6}, {b[worst]:g6}) |");
        Assert.True(error <= Bound, $"pow({a[worst]:r}, {b[worst]:r}) = {got[worst]:r} over {lane}: {error:g4} ulp, allowed {Bound}");
    }

    private static float[] Run(string lane, float[] a, float[] b) => lane switch
    {
        nameof(F32) => [.. a.Zip(b, (x, y) => F32.Pow(new(x), new(y)).Value)],
        nameof(V256) => Vectors.Map<V256>(a, b, V256.Pow),
        _ => Vectors.Map<V512>(a, b, V512.Pow),
    };
}
