namespace Engine;

/// <summary>Unsigned bytes with one or more axes, as an IDX file holds them.</summary>
/// <param name="Lengths">Lengths of the axes, outermost first.</param>
/// <param name="Values">The bytes in row-major order.</param>
public sealed record IdxArray(int[] Lengths, byte[] Values);
