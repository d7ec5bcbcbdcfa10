using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>The first largest of <see cref="RankTerms"/>: ranks order by number and then by position, so it is the largest rank.</summary>
internal readonly struct RankFold : IFold<long>
{
    /// <inheritdoc/>
    public long Nothing
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RankTerms.Of(int.MinValue, 0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Combine(long a, long b) => a > b ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Result(long total) => RankTerms.Position(total);
}
