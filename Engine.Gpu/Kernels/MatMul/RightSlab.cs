namespace Engine.Gpu.Kernels;

/// <summary>The slab of B.</summary>
internal readonly struct RightSlab<Shape, Sums> : ISlab where Shape : struct, ITileShape where Sums : struct, IRegisterTile
{
    public static int Lines => Shape.Columns * Sums.Quads * 4;

    public static int Depth => Shape.Depth;

    public static int Threads => Shape.Rows * Shape.Columns;
}
