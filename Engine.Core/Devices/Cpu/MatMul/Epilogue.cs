using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>y = f(c + bias): a layer's bias, one number for each column of C, and its activation.</summary>
/// <param name="op">The activation.</param>
/// <param name="bias">One number for each column, or null.</param>
internal readonly unsafe struct Epilogue<V, Op>(Op op, float* bias) : IEpilogue
    where V : struct, IVectorLane<V> where Op : struct, IUnaryOp
{
    /// <inheritdoc/>
    public bool IsEmpty => bias == null && typeof(Op) == typeof(Operations.Identity);

    /// <inheritdoc/>
    public void Finish(float* c, nint stride, int rows, int columns, int firstColumn)
    {
        for (; rows > 0; rows--, c += stride) Line(op, c, columns, 0, bias == null ? null : bias + firstColumn);
    }

    /// <inheritdoc/>
    public void FinishTurned(float* c, nint stride, int rows, int columns, int firstRow)
    {
        for (int i = 0; i < rows; i++, c += stride) Line(op, c, columns, bias == null ? 0 : bias[firstRow + i], null);
    }

    /// <summary>One line, to which one number is added, or those at <paramref name="numbers"/>.</summary>
    [SkipLocalsInit]
    private static void Line(Op op, float* y, int count, float number, float* numbers)
    {
        int whole = count - (count % V.Width);
        Vectors(op, y, whole, number, numbers);
        if (whole == count) return;
        float* buffers = stackalloc float[2 * Part.Buffer];
        float* last = buffers, lastNumbers = numbers == null ? null : buffers + Part.Buffer;
        Part.Pad<V>(y + whole, count - whole, last);
        if (numbers != null) Part.Pad<V>(numbers + whole, count - whole, lastNumbers);
        Vectors(op, last, V.Width, number, lastNumbers);
        Part.Store(V.Load(last), y + whole, count - whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors(Op op, float* y, nint count, float number, float* numbers)
    {
        var same = V.Of(number);
        for (nint i = 0; i < count; i += V.Width)
            V.Store(op.Value(V.Load(y + i) + (numbers == null ? same : V.Load(numbers + i))), y + i);
    }
}
