namespace Engine.Devices.Cpu;

/// <summary>y[i] = value.</summary>
internal readonly unsafe struct FillLoop(float* y, float value) : IRangeWork
{
    /// <inheritdoc/>
    public void Run(int first, int count) => new Span<float>(y + first, count).Fill(value);
}
