using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engine.Devices.Cpu;

/// <summary>The micro-kernel for 512-bit vectors: up to 12 rows by 2 vectors of C in registers.</summary>
/// <remarks>The accumulators are written out because the compiler keeps locals in registers, never arrays: in row i,
/// <c>l</c>i is the left vector and <c>r</c>i the right one. Conditions on the shape are constants and cost nothing.</remarks>
internal readonly unsafe struct Tile512 : ITile
{
    private const int Lanes = 16;

    /// <inheritdoc/>
    public static int Rows => ProductSizes.Rows512;

    /// <inheritdoc/>
    public static int RowStep => ProductSizes.RowStep512;

    /// <inheritdoc/>
    public static int Columns => ProductSizes.Columns512;

    /// <inheritdoc/>
    public static int ColumnStep => Lanes;

    /// <inheritdoc/>
    public static void Multiply(int rows, int columns, nint k, in Operand a, in Operand b, float* c, nint stride, bool add)
    {
        if (b.Term == columns) Multiply<Packed>(rows, columns == Columns, k, a, b, c, stride, add);
        else Multiply<InPlace>(rows, columns == Columns, k, a, b, c, stride, add);
    }

    private static void Multiply<P>(int rows, bool wide, nint k, in Operand a, in Operand b, float* c, nint stride, bool add) where P : struct, IPlace
    {
        switch (rows / RowStep)
        {
            case 3 when wide: Multiply<ThreeWide, P>(k, a, b, c, stride, add); break;
            case 2 when wide: Multiply<TwoWide, P>(k, a, b, c, stride, add); break;
            case 1 when wide: Multiply<OneWide, P>(k, a, b, c, stride, add); break;
            case 3: Multiply<ThreeNarrow, P>(k, a, b, c, stride, add); break;
            case 2: Multiply<TwoNarrow, P>(k, a, b, c, stride, add); break;
            default: Multiply<OneNarrow, P>(k, a, b, c, stride, add); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<S, P>(nint k, in Operand a, in Operand b, float* c, nint stride, bool add)
        where S : struct, ITileShape where P : struct, IPlace
    {
        Vector512<float> l0 = default, r0 = default, l1 = default, r1 = default, l2 = default, r2 = default, l3 = default, r3 = default;
        Vector512<float> l4 = default, r4 = default, l5 = default, r5 = default, l6 = default, r6 = default, l7 = default, r7 = default;
        Vector512<float> l8 = default, r8 = default, l9 = default, r9 = default, l10 = default, r10 = default, l11 = default, r11 = default;
        nint line = a.Line, twoLines = 2 * line, term = a.Term, nextVectors = b.Term;
        float* vectors = b.Data, a0 = a.Data, a3 = a0 + twoLines + line, a6 = a3 + twoLines + line, a9 = a6 + twoLines + line;
        if (k > ProductSizes.PrefetchFrom) PrefetchTile<S>(c, stride);
        for (; k > 0; k--, vectors += nextVectors)
        {
            if (P.IsFar && Sse.IsSupported)
            {
                Sse.Prefetch0(vectors + (ProductSizes.TermsAhead * nextVectors));
                if (S.Wide) Sse.Prefetch0(vectors + (ProductSizes.TermsAhead * nextVectors) + Lanes);
            }
            Vector512<float> left = Vector512.Load(vectors), right = S.Wide ? Vector512.Load(vectors + Lanes) : default;
            Accumulate<S>(ref l0, ref r0, *a0, left, right);
            Accumulate<S>(ref l1, ref r1, *(a0 + line), left, right);
            Accumulate<S>(ref l2, ref r2, *(a0 + twoLines), left, right);
            Accumulate<S>(ref l3, ref r3, *a3, left, right);
            if (S.RowSteps > 1)
            {
                Accumulate<S>(ref l4, ref r4, *(a3 + line), left, right);
                Accumulate<S>(ref l5, ref r5, *(a3 + twoLines), left, right);
                Accumulate<S>(ref l6, ref r6, *a6, left, right);
                Accumulate<S>(ref l7, ref r7, *(a6 + line), left, right);
            }
            if (S.RowSteps > 2)
            {
                Accumulate<S>(ref l8, ref r8, *(a6 + twoLines), left, right);
                Accumulate<S>(ref l9, ref r9, *a9, left, right);
                Accumulate<S>(ref l10, ref r10, *(a9 + line), left, right);
                Accumulate<S>(ref l11, ref r11, *(a9 + twoLines), left, right);
            }
            a0 += term;
            a3 += term;
            a6 += term;
            a9 += term;
        }

        Store<S>(c + (0 * stride), l0, r0, add);
        Store<S>(c + (1 * stride), l1, r1, add);
        Store<S>(c + (2 * stride), l2, r2, add);
        Store<S>(c + (3 * stride), l3, r3, add);
        if (S.RowSteps > 1)
        {
            Store<S>(c + (4 * stride), l4, r4, add);
            Store<S>(c + (5 * stride), l5, r5, add);
            Store<S>(c + (6 * stride), l6, r6, add);
            Store<S>(c + (7 * stride), l7, r7, add);
        }
        if (S.RowSteps > 2)
        {
            Store<S>(c + (8 * stride), l8, r8, add);
            Store<S>(c + (9 * stride), l9, r9, add);
            Store<S>(c + (10 * stride), l10, r10, add);
            Store<S>(c + (11 * stride), l11, r11, add);
        }
    }

    /// <summary>Asks for the tile of C while there is time: its rows lie far apart, where no hardware expects the next access.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchTile<S>(float* c, nint stride) where S : struct, ITileShape
    {
        for (nint row = 0; Sse.IsSupported && row < S.RowSteps * RowStep; row++, c += stride)
        {
            Sse.Prefetch0(c);
            if (S.Wide) Sse.Prefetch0(c + Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate<S>(
        ref Vector512<float> l, ref Vector512<float> r, float a, Vector512<float> left, Vector512<float> right) where S : struct, ITileShape
    {
        Vector512<float> x = Vector512.Create(a);
        l = Vector512.FusedMultiplyAdd(x, left, l);
        if (S.Wide) r = Vector512.FusedMultiplyAdd(x, right, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<S>(
        float* c, Vector512<float> l, Vector512<float> r, bool add) where S : struct, ITileShape
    {
        if (add)
        {
            l += Vector512.Load(c);
            if (S.Wide) r += Vector512.Load(c + Lanes);
        }
        Vector512.Store(l, c);
        if (S.Wide) Vector512.Store(r, c + Lanes);
    }
}
