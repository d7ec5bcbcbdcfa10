namespace Engine.Devices.Cpu;

/// <summary>Copies runs of elements: run r goes from x + r·xStride to y + r·yStride.</summary>
internal readonly unsafe struct CopyLoop(float* x, int xStride, float* y, int yStride, int count) : IRangeWork
{
    /// <summary>Runs shorter than this are copied element by element: the call of a block copy costs more.</summary>
    private const int Short = 16;

    /// <inheritdoc/>
    public void Run(int first, int rows)
    {
        for (var row = first; row < first + rows; row++) Line(x + (nint)row * xStride, y + (nint)row * yStride, count);
    }

    /// <summary>Copies one run.</summary>
    public static void Line(float* x, float* y, int count)
    {
        if (count >= Short) new ReadOnlySpan<float>(x, count).CopyTo(new(y, count));
        else for (var i = 0; i < count; i++) y[i] = x[i];
    }
}
