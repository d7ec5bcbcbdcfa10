namespace Engine.Gpu.Kernels;

/// <summary>The side of the square tiles of <see cref="SharedTileProduct{Square}"/>; a group has a thread for each number.</summary>
internal interface ISquare
{
    /// <summary>Numbers along each side.</summary>
    static abstract int Side { get; }
}
