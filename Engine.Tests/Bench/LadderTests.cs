using Engine.Bench.Ladder;
using Engine.Devices.Cpu;

namespace Engine.Tests.Bench;

public sealed unsafe class LadderTests
{
    private delegate void Rung(int m, int n, int k, float* a, float* b, float* c);

    public static TheoryData<string> Rungs => ["rows", "vectors", "tiles"];

    [Theory, MemberData(nameof(Rungs))]
    public void Every_rung_gives_the_product_of_the_first(string name)
    {
        Rung rung = name switch { "rows" => RowProduct.Run, "vectors" => VectorProduct.Run, _ => TileProduct.Run };
        foreach (var (m, n, k) in ((int, int, int)[])[(4, 16, 1), (28, 48, 20), (64, 80, 96)])
        {
            var random = new Random(7);
            float[] a = [.. Enumerable.Range(0, m * k).Select(_ => (float)random.Next(-4, 5))], b = [.. Enumerable.Range(0, k * n).Select(_ => (float)random.Next(-4, 5))];
            float[] expected = new float[m * n], computed = [.. Enumerable.Repeat(float.NaN, m * n)];
            fixed (float* pa = a, pb = b, pExpected = expected, pComputed = computed)
            {
                NaiveProduct.Run(m, n, k, pa, false, pb, false, pExpected, null);
                rung(m, n, k, pa, pb, pComputed);
            }
            Assert.Equal(expected, computed);
        }
    }
}
