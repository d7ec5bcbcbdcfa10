namespace Engine;

/// <summary>
/// Philox 4×32-10: a block cipher run over a counter, so that any random number can be computed by itself.
/// Salmon et al., <i>Parallel Random Numbers: As Easy as 1, 2, 3</i>, SC'11.
/// </summary>
public static class Philox
{
    /// <summary>Four random words from a 128-bit counter and a 64-bit key: ten rounds of two 32×32-bit products.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (var round = 0; round < 10; round++)
        {
            var (p0, p1) = ((ulong)0xD2511F53 * c0, (ulong)0xCD9E8D57 * c2);
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;       // the golden ratio and √3 − 1, as 32-bit fractions
            k1 += 0xBB67AE85;
        }
        return (c0, c1, c2, c3);
    }

    /// <summary>The block that a stream of random numbers uses: counter words (counter, stream), key seed.</summary>
    internal static (uint X0, uint X1, uint X2, uint X3) Block(ulong seed, ulong stream, ulong counter) =>
        Block((uint)counter, (uint)(counter >> 32), (uint)stream, (uint)(stream >> 32), (uint)seed, (uint)(seed >> 32));
}
