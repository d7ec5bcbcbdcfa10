using Engine.Devices.Cpu;
using Engine.Lanes;

namespace Engine.Tests.Devices.Cpu;

/// <summary>Sums of logarithms by one logarithm for many numbers, against the logarithm of each in double.</summary>
public unsafe class LogSumsTests
{
    public static MatrixTheoryData<int, double> Cases => new([0, 1, 7, 15, 31, 32, 33, 63, 1000, CpuTuning.SampleChunk], [1e-6, 1, 30, 87]);

    /// <summary>Numbers e^±spread, and those around 1, whose logarithms cancel.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void Sum_is_that_of_the_logarithms(int count, double spread)
    {
        var random = new Random(count);
        var numbers = new float[CpuTuning.SampleChunk];
        for (var i = 0; i < count; i++) numbers[i] = (float)Math.Exp(spread * (2 * random.NextDouble() - 1));
        var expected = numbers.Take(count).Sum(x => Math.Log(x));
        Verify(numbers, count, expected, 6e-8 * count + 1e-7 * Math.Abs(expected));
    }

    [Fact]
    public void Ones_give_nothing() => Verify([.. Enumerable.Repeat(1f, 100)], 100, 0, 0);

    [Fact]
    public void The_largest_mantissas_and_the_smallest_numbers_fit()
    {
        var count = CpuTuning.SampleChunk;
        Verify([.. Enumerable.Repeat(MathF.BitDecrement(2), count)], count, count * Math.Log(MathF.BitDecrement(2)), 6e-8 * count);
        Verify([.. Enumerable.Repeat(float.Epsilon, count)], count, count * Math.Log(float.Epsilon), 1e-7 * count);
    }

    private static void Verify(float[] numbers, int count, double expected, double tolerance)
    {
        fixed (float* x = numbers)
        {
            var wide = LogSums.Of<V512>(x, count);
            Assert.Equal(expected, wide, tolerance);
            Assert.Equal(wide, LogSums.Of<V256>(x, count));
        }
    }
}
