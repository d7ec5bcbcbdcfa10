using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>The numbers of C that one thread sums, in registers. They are fields, written out: ILGPU does not unroll loops, and an
/// array would lie in memory.</summary>
internal interface IRegisterTile
{
    /// <summary>Quads of lines that a thread takes from each side.</summary>
    static abstract int Quads { get; }

    /// <summary>Adds one term of each of the thread's sums.</summary>
    /// <param name="left">The term's rows of A in shared memory, from the thread's first quad on.</param>
    /// <param name="right">The term's columns of B.</param>
    /// <param name="leftHalf">Quads from the thread's first quad of rows to its second.</param>
    /// <param name="rightHalf">The same for columns.</param>
    void Add(ArrayView<Quad> left, ArrayView<Quad> right, int leftHalf, int rightHalf);

    /// <summary>The 4×4 block whose turn it is to be stored.</summary>
    Tile4 Current { get; }

    /// <summary>Moves the next block up: left to right, then down. Registers have no index.</summary>
    void Next();
}
