using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels;

/// <summary>The sizes of a product as a kernel's argument. The grid's z counts the products of a <see cref="BatchRun"/>, and in each
/// the parts into which a long sum is cut.</summary>
internal readonly struct ProductShape
{
    /// <summary>Rows and columns of C, and inner length.</summary>
    public readonly int M, N, K;

    /// <summary>Parts of each sum, each of <see cref="PartTerms"/> terms (the last may have fewer).</summary>
    public readonly int Parts, PartTerms;

    private readonly int inner, firstA, innerA, outerA, firstB, innerB, outerB, hasBias;

    public ProductShape(in MatMulPlan plan, in BatchRun run, bool hasBias, TermSplit split)
    {
        (M, N, K, Parts, PartTerms) = (plan.M, plan.N, plan.K, split.Parts, split.Terms);
        (inner, firstA, innerA, outerA) = (run.Inner, run.FirstA, run.InnerA, run.OuterA);
        (firstB, innerB, outerB) = (run.FirstB, run.InnerB, run.OuterB);
        this.hasBias = hasBias ? 1 : 0;
    }

    /// <summary>Whether the bias is to be added; where there is none, its view is some other memory.</summary>
    public bool HasBias => hasBias != 0;

    /// <summary>Whether A can be read four numbers at a time, along its terms or its lines.</summary>
    public bool QuadsInA(bool termsTogether) => (firstA | innerA | outerA | (termsTogether ? K | PartTerms * (Parts - 1) : M)) % 4 == 0;

    /// <summary>Whether B can.</summary>
    public bool QuadsInB(bool termsTogether) => (firstB | innerB | outerB | (termsTogether ? K | PartTerms * (Parts - 1) : N)) % 4 == 0;

    /// <summary>Where A of a product starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int StartA(int z) => firstA + z / Parts / inner * outerA + z / Parts % inner * innerA;

    /// <summary>Where B of a product starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int StartB(int z) => firstB + z / Parts / inner * outerB + z / Parts % inner * innerB;

    /// <summary>The first term of a part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FirstTerm(int z) => z % Parts * PartTerms;

    /// <summary>The term at which a part ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int EndTerm(int z)
    {
        var end = FirstTerm(z) + PartTerms;
        return end < K ? end : K;
    }
}
