using Engine.Devices.Cpu;

namespace Engine.Tests.Devices.Cpu;

/// <summary>One product to compute, with NaN lying around every matrix so that any read or write beyond an edge shows.</summary>
/// <remarks>The four bits of the form: transpose A, transpose B, activation (relu), bias.</remarks>
internal sealed unsafe class ProductCase
{
    private const int Guard = 64;

    /// <summary>The unit roundoff of float, 2⁻²⁴.</summary>
    private const double Roundoff = 1.0 / (1 << 24);

    private readonly int m, n, k;
    private readonly bool transposeA, transposeB, activated, biased;
    private readonly float[] c, bias;

    private ProductCase(int m, int n, int k, int form, Func<float> draw)
    {
        (this.m, this.n, this.k) = (m, n, k);
        (transposeA, transposeB, activated, biased) = ((form & 1) != 0, (form & 2) != 0, (form & 4) != 0, (form & 8) != 0);
        A = Draw(m * k, draw);
        B = Draw(k * n, draw);
        c = Enumerable.Repeat(float.NaN, m * n).ToArray(); // not to be read
        bias = Draw(n, draw);
    }

    public float[] A { get; }

    public float[] B { get; }

    /// <summary>Numbers from −4 to 4: all sums are whole and far below 2²⁴, so float computes them exactly in any order.</summary>
    public static ProductCase WholeNumbers(int m, int n, int k, int form)
    {
        var random = new Random((((m * 31) + n) * 31) + k);
        return new(m, n, k, form, () => random.Next(-4, 5));
    }

    /// <summary>Standard normal numbers.</summary>
    public static ProductCase Normals(int m, int n, int k, int form)
    {
        var random = new Random((((m * 31) + n) * 31) + k);
        return new(m, n, k, form, () => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble())));
    }

    public float[] Run(CpuProductTests.Way product, Workers workers)
    {
        float[] a = Guarded(A), b = Guarded(B), target = Guarded(c), added = Guarded(bias);
        fixed (float* pa = a, pb = b, pc = target, pBias = added)
        {
            product(workers, m, n, k, pa + Guard, transposeA, pb + Guard, transposeB, pc + Guard, biased ? pBias + Guard : null, activated);
        }
        Assert.False(target.AsSpan(0, Guard).ContainsAnyExcept(float.NaN), "C was written before its beginning");
        Assert.False(target.AsSpan(Guard + (m * n)).ContainsAnyExcept(float.NaN), "C was written beyond its end");
        return target.AsSpan(Guard, m * n).ToArray();
    }

    public void AssertExact(CpuProductTests.Way product, Workers workers)
    {
        double[] expected = Expected(x => x);
        float[] computed = Run(product, workers);
        for (int i = 0; i < computed.Length; i++)
            if (expected[i] != computed[i]) Assert.Fail($"{this}: element {i} is {computed[i]}, expected {expected[i]}");
    }

    /// <summary>|computed − exact| ≤ γ · (|A|·|B| + |bias|) with γ = s·u / (1 − s·u) and s = k + 1 additions: holds for every
    /// order of summation (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1).</summary>
    public void AssertWithinRounding(CpuProductTests.Way product, Workers workers)
    {
        double[] expected = Expected(x => x), magnitudes = Expected(Math.Abs);
        float[] computed = Run(product, workers);
        double gamma = (k + 1) * Roundoff / (1 - ((k + 1) * Roundoff));
        for (int i = 0; i < computed.Length; i++)
            if (!(Math.Abs(computed[i] - expected[i]) <= gamma * magnitudes[i])) Assert.Fail($"{this}: element {i} is {computed[i]}, expected {expected[i]}");
    }

    public override string ToString() => $"{m}x{k}x{n}, transposeA {transposeA}, transposeB {transposeB}, activation {activated}, bias {biased}";

    private static float[] Draw(int length, Func<float> draw)
    {
        var numbers = new float[length];
        for (int i = 0; i < length; i++) numbers[i] = draw();
        return numbers;
    }

    private static float[] Guarded(float[] numbers)
    {
        var all = new float[numbers.Length + (2 * Guard)];
        Array.Fill(all, float.NaN);
        numbers.CopyTo(all, Guard);
        return all;
    }

    private double[] Expected(Func<double, double> of)
    {
        double[] a = [.. A.Select(x => of(x))], b = [.. B.Select(x => of(x))], added = [.. bias.Select(x => of(x))], target = [.. c.Select(x => of(x))];
        fixed (double* pa = a, pb = b, pc = target, pBias = added)
        {
            NaiveProduct.Run(m, n, k, pa, transposeA, pb, transposeB, pc, biased ? pBias : null);
        }
        return activated ? [.. target.Select(x => Math.Max(x, 0))] : target;
    }
}
