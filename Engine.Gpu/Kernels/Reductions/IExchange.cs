namespace Engine.Gpu.Kernels.Reductions;

/// <summary>How two threads of a group tell each other a number.</summary>
internal interface IExchange
{
    /// <summary>Distances below this go through <see cref="Partner"/>; the rest, between warps, is <see cref="GroupFold"/>'s own.</summary>
    int Reach { get; }

    /// <summary>What the thread gives whose number in the group differs in the one bit <paramref name="distance"/>. Every thread of the group calls it.</summary>
    T Partner<T>(T mine, int distance) where T : unmanaged;
}
