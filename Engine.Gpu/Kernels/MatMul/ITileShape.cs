namespace Engine.Gpu.Kernels;

/// <summary>The threads of a group that computes a tile of C, and the depth of the slabs of A and B that it holds in shared memory.</summary>
internal interface ITileShape
{
    /// <summary>Threads along the rows of the tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Threads along its columns.</summary>
    static abstract int Columns { get; }

    /// <summary>Terms in a slab, a multiple of 4.</summary>
    static abstract int Depth { get; }

    /// <summary>Where a thread of the group stands in the tile.</summary>
    static abstract (int Row, int Column) Place(int thread);
}
