using Engine.Devices.Cpu;

namespace Engine.Tests.Devices.Cpu;

public sealed unsafe class PackingTests
{
    public static TheoryData<bool, int> Cases
    {
        get
        {
            var cases = new TheoryData<bool, int>();
            foreach (bool alongTerms in new[] { false, true })
                foreach (int width in new[] { 4, 6, 8, 12, 16, 32 })
                    cases.Add(alongTerms, width);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_panel_holds_the_terms_of_its_lines_then_zeros_and_ends_there(bool alongTerms, int width)
    {
        for (int lines = 1; lines <= width; lines++)
        {
            for (int depth = 1; depth <= 70; depth += 3)
            {
                int rows = alongTerms ? lines : depth, stride = (alongTerms ? depth : lines) + 5;
                float[] stored = [.. Enumerable.Range(1, rows * stride).Select(x => (float)x)];
                float[] panel = [.. Enumerable.Repeat(float.NaN, (depth * width) + 64)];
                fixed (float* from = stored, to = panel)
                {
                    if (alongTerms) Packing.Transpose(from, stride, lines, depth, to, width);
                    else Packing.Copy(from, stride, lines, depth, to, width);
                    Packing.Clear(lines, depth, to, width);
                }
                for (int p = 0; p < depth; p++)
                {
                    for (int i = 0; i < width; i++)
                    {
                        float expected = i >= lines ? 0 : alongTerms ? stored[(i * stride) + p] : stored[(p * stride) + i];
                        if (panel[(p * width) + i] != expected)
                            Assert.Fail($"{lines} lines, depth {depth}: term {p} of line {i} is {panel[(p * width) + i]}, expected {expected}");
                    }
                }
                Assert.False(panel.AsSpan(depth * width).ContainsAnyExcept(float.NaN), $"{lines} lines, depth {depth}: written beyond the panel");
            }
        }
    }
}
