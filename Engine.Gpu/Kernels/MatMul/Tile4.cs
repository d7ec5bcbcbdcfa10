using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>4×4 sums: 16 multiply-adds for each two quads that are loaded.</summary>
internal struct Tile4 : IRegisterTile
{
    /// <summary>The rows.</summary>
    public Quad R0, R1, R2, R3;

    public static int Quads => 1;

    /// <summary>Adds a column times a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Quad column, Quad row)
    {
        R0.A += column.A * row.A; R0.B += column.A * row.B; R0.C += column.A * row.C; R0.D += column.A * row.D;
        R1.A += column.B * row.A; R1.B += column.B * row.B; R1.C += column.B * row.C; R1.D += column.B * row.D;
        R2.A += column.C * row.A; R2.B += column.C * row.B; R2.C += column.C * row.C; R2.D += column.C * row.D;
        R3.A += column.D * row.A; R3.B += column.D * row.B; R3.C += column.D * row.C; R3.D += column.D * row.D;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ArrayView<Quad> left, ArrayView<Quad> right, int leftHalf, int rightHalf) => Add(left[0], right[0]);

    public readonly Tile4 Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => this;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Next() { }

    /// <summary>Moves the rows up by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NextRow() => (R0, R1, R2) = (R1, R2, R3);
}
