using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Where a kernel's thread stands in the whole launch.</summary>
internal static class Thread
{
    /// <summary>Its number among all threads of all groups.</summary>
    public static int Index
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Grid.IdxX * Group.DimX + Group.IdxX;
    }

    /// <summary>All threads: the stride with which each walks over the items.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Grid.DimX * Group.DimX;
    }
}
