using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>8×8 sums, 64 multiply-adds for each four quads that are loaded: two by two blocks of 4×4, half a tile of the group apart,
/// so that the threads of a warp read neighbouring quads.</summary>
internal struct Tile8 : IRegisterTile
{
    private Tile4 upperLeft, upperRight, lowerLeft, lowerRight;

    public static int Quads => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ArrayView<Quad> left, ArrayView<Quad> right, int leftHalf, int rightHalf) =>
        Add(left[0], left[leftHalf], right[0], right[rightHalf]);

    /// <summary>Adds a term: upper and lower rows times first and second columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Quad upper, Quad lower, Quad first, Quad second)
    {
        upperLeft.Add(upper, first);
        upperRight.Add(upper, second);
        lowerLeft.Add(lower, first);
        lowerRight.Add(lower, second);
    }

    public readonly Tile4 Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => upperLeft;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next() => (upperLeft, upperRight, lowerLeft) = (upperRight, lowerLeft, lowerRight);
}
