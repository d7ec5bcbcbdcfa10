using System.Buffers.Binary;
using System.IO.Compression;

namespace Engine.Tests.Data;

/// <summary>IDX files written by hand, right or wrong.</summary>
internal static class IdxBytes
{
    public static byte[] Of(int[] lengths, byte[] values)
    {
        var bytes = new byte[4 + 4 * lengths.Length + values.Length];
        (bytes[2], bytes[3]) = (0x08, (byte)lengths.Length);
        for (var axis = 0; axis < lengths.Length; axis++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * axis), lengths[axis]);
        values.CopyTo(bytes, 4 + 4 * lengths.Length);
        return bytes;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>Bytes that hardly pack.</summary>
    public static byte[] Noise(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = (byte)Philox.Block((uint)i, 0, 0, 0, 1, 2).X0;
        return bytes;
    }
}
