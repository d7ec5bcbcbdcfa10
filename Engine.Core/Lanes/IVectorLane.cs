namespace Engine.Lanes;

/// <summary>A lane that a CPU loop loads from and stores to memory: a hardware vector of <see cref="Width"/> floats.</summary>
/// <typeparam name="L">The lane itself.</typeparam>
public unsafe interface IVectorLane<L> : ILane<L> where L : struct, IVectorLane<L>
{
    /// <summary>Floats in one vector.</summary>
    static abstract int Width { get; }

    /// <summary>Reads <see cref="Width"/> floats; no alignment needed.</summary>
    static abstract L Load(float* source);

    /// <summary>Writes <see cref="Width"/> floats; no alignment needed.</summary>
    static abstract void Store(L value, float* destination);

    /// <summary>Writes <see cref="Width"/> floats past the caches, for what is not read again soon; the address is a multiple of the vector's size.</summary>
    /// <remarks>A fence must follow before another thread reads: <see cref="System.Threading.Interlocked.MemoryBarrier"/>.</remarks>
    static abstract void StoreStreaming(L value, float* destination);
}
