using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engine.Devices.Cpu;

/// <summary>y[c, r] = x[r, c] for a tile of a matrix.</summary>
internal static unsafe class TransposeTile
{
    private const int Side = 8;

    /// <summary>Transposes <paramref name="rows"/> by <paramref name="columns"/> elements of x: squares of 8 by 8 in registers, then the edges.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* x, nint xStride, float* y, nint yStride, int columns, int rows)
    {
        int wholeRows = 0, wholeColumns = 0;
        if (Avx.IsSupported)
        {
            (wholeRows, wholeColumns) = (rows - rows % Side, columns - columns % Side);
            for (var row = 0; row < wholeRows; row += Side)
                for (var column = 0; column < wholeColumns; column += Side)
                    Square(x + row * xStride + column, xStride, y + column * yStride + row, yStride);
        }
        for (var column = 0; column < columns; column++)
            for (var row = column < wholeColumns ? wholeRows : 0; row < rows; row++) y[column * yStride + row] = x[row * xStride + column];
    }

    /// <summary>8 by 8 elements: two halves of four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(float* x, nint xStride, float* y, nint yStride)
    {
        FourColumns(x, xStride, y, yStride);
        FourColumns(x + 4, xStride, y + 4 * yStride, yStride);
    }

    /// <summary>8 rows by 4 columns: each vector holds four elements of rows r and r + 4, which are interleaved by elements, then by pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourColumns(float* x, nint xStride, float* y, nint yStride)
    {
        Vector256<float> r0 = RowsOf(x, xStride), r1 = RowsOf(x + xStride, xStride);
        Vector256<float> r2 = RowsOf(x + 2 * xStride, xStride), r3 = RowsOf(x + 3 * xStride, xStride);
        Vector256<double> a = Avx.UnpackLow(r0, r1).AsDouble(), b = Avx.UnpackHigh(r0, r1).AsDouble();
        Vector256<double> c = Avx.UnpackLow(r2, r3).AsDouble(), d = Avx.UnpackHigh(r2, r3).AsDouble();
        Avx.UnpackLow(a, c).AsSingle().Store(y);
        Avx.UnpackHigh(a, c).AsSingle().Store(y + yStride);
        Avx.UnpackLow(b, d).AsSingle().Store(y + 2 * yStride);
        Avx.UnpackHigh(b, d).AsSingle().Store(y + 3 * yStride);
    }

    /// <summary>Four elements of a row, and of the fourth row after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> RowsOf(float* x, nint xStride) => Vector256.Create(Vector128.Load(x), Vector128.Load(x + 4 * xStride));
}
