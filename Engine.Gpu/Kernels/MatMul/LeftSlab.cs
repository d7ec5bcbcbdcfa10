namespace Engine.Gpu.Kernels;

/// <summary>The slab of A.</summary>
internal readonly struct LeftSlab<Shape, Sums> : ISlab where Shape : struct, ITileShape where Sums : struct, IRegisterTile
{
    public static int Lines => Shape.Rows * Sums.Quads * 4;

    public static int Depth => Shape.Depth;

    public static int Threads => Shape.Rows * Shape.Columns;
}
