using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>Philox over the elements of a vector: as many successive blocks at once as the vector has floats.</summary>
/// <typeparam name="V">The vector of floats.</typeparam>
internal interface IPhiloxVector<V> where V : struct, IVectorLane<V>
{
    /// <summary>The upper 24 bits of each word as whole numbers.</summary>
    /// <param name="seed">Philox's key.</param>
    /// <param name="stream">The upper half of the counter.</param>
    /// <param name="counter">The first block's number.</param>
    /// <param name="even">Words 0 and 2 of the first block, then of the second, and so on to half of the blocks.</param>
    /// <param name="odd">Words 1 and 3 in the same order.</param>
    /// <param name="nextEven">Words 0 and 2 of the other half.</param>
    /// <param name="nextOdd">Words 1 and 3 of the other half.</param>
    static abstract void Blocks(ulong seed, ulong stream, ulong counter, out V even, out V odd, out V nextEven, out V nextOdd);

    /// <summary>Writes the elements of both in turn: even[0], odd[0], even[1], …, which is the order of the words.</summary>
    static abstract unsafe void Interleave(V even, V odd, float* y);
}
