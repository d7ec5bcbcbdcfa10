using System.Runtime.CompilerServices;

namespace Engine.Devices.Cpu;

/// <summary>y[i₀, i₁, …] = x with the axes in another order.</summary>
/// <remarks>
/// Axes that stay neighbours are merged first. What is left either keeps x's last axis last, and whole runs are copied, or
/// moves it, and y's last two axes of interest are transposed in squares, since one side or the other would stride otherwise.
/// </remarks>
internal static unsafe class PermuteLoop
{
    /// <summary>Permutes; <paramref name="axes"/>[d] is the axis of x that becomes axis d of y.</summary>
    [SkipLocalsInit]
    public static void Run(Workers workers, float* x, float* y, Shape shape, ReadOnlySpan<int> axes)
    {
        var elements = shape.Elements;
        if (elements == 0) return;
        int* lengths = stackalloc int[3 * (axes.Length + 1)], from = lengths + axes.Length + 1, to = from + axes.Length + 1;
        var rank = Merge(shape, axes, lengths, from);
        to[rank - 1] = 1;
        for (var d = rank - 2; d >= 0; d--) to[d] = to[d + 1] * lengths[d + 1];

        var length = lengths[rank - 1];
        if (from[rank - 1] == 1)
        {
            var odometer = new Odometer(lengths, from, to, rank - 1);
            RangeWork.Run(workers, elements / length, length, new Runs(odometer, x, y, length));
            return;
        }
        var last = rank - 2;
        while (from[last] != 1) last--;
        var (columns, yStride, xStride) = (lengths[last], to[last], from[rank - 1]);
        for (var d = last; d < rank - 2; d++) (lengths[d], from[d], to[d]) = (lengths[d + 1], from[d + 1], to[d + 1]);
        var outer = new Odometer(lengths, from, to, rank - 2);
        var strips = (columns - 1) / CpuTuning.TransposeSide + 1;
        var work = new Transposes(outer, x, y, length, columns, xStride, yStride, strips);
        RangeWork.Run(workers, elements / length / columns * strips, length * Math.Min(columns, CpuTuning.TransposeSide), work);
    }

    /// <summary>Lengths of y's merged axes and their strides in x; at least one axis.</summary>
    private static int Merge(Shape shape, ReadOnlySpan<int> axes, int* lengths, int* strides)
    {
        var rank = 0;
        foreach (var axis in axes)
        {
            var (length, stride) = (shape[axis], shape.Product(axis + 1, shape.Rank));
            if (length == 1) continue;
            if (rank > 0 && strides[rank - 1] == stride * length) (lengths[rank - 1], strides[rank - 1]) = (lengths[rank - 1] * length, stride);
            else (lengths[rank], strides[rank++]) = (length, stride);
        }
        if (rank == 0) (lengths[0], strides[0], rank) = (1, 1, 1);
        return rank;
    }

    /// <summary>The axes around a run or a square: a running number gives where it starts in x and in y.</summary>
    private readonly struct Odometer(int* lengths, int* from, int* to, int rank)
    {
        public (nint From, nint To) At(int number)
        {
            nint x = 0, y = 0;
            for (var d = rank - 1; d >= 0; d--)
            {
                (number, var position) = Math.DivRem(number, lengths[d]);
                x += (nint)position * from[d];
                y += (nint)position * to[d];
            }
            return (x, y);
        }
    }

    private readonly struct Runs(Odometer odometer, float* x, float* y, int length) : IRangeWork
    {
        public void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
                CopyLoop.Line(x + odometer.At(item).From, y + (nint)item * length, length);
        }
    }

    /// <summary>Items are strips of y: all <paramref name="length"/> elements of its last axis by some of the other axis.</summary>
    private readonly struct Transposes(Odometer odometer, float* x, float* y, int length, int columns, nint xStride, nint yStride, int strips) : IRangeWork
    {
        public void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
            {
                var (number, strip) = Math.DivRem(item, strips);
                var (from, to) = odometer.At(number);
                var column = strip * CpuTuning.TransposeSide;
                var width = Math.Min(CpuTuning.TransposeSide, columns - column);
                for (var row = 0; row < length; row += CpuTuning.TransposeSide)
                {
                    var height = Math.Min(CpuTuning.TransposeSide, length - row);
                    Square(x + from + row * xStride + column, xStride, y + to + column * yStride + row, yStride, width, height);
                }
            }
        }
    }

    /// <summary>y[c, r] = x[r, c] for some rows and columns of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Square(float* x, nint xStride, float* y, nint yStride, int columns, int rows)
    {
        for (var column = 0; column < columns; column++)
            for (var row = 0; row < rows; row++) y[column * yStride + row] = x[row * xStride + column];
    }
}
