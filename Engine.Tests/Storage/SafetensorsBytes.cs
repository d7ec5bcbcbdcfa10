using System.Buffers.Binary;
using System.Text;

namespace Engine.Tests.Files;

/// <summary>Safetensors files written by hand, right or wrong.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Of(string header, params byte[] data) => WithLength((ulong)Encoding.UTF8.GetByteCount(header), [.. Encoding.UTF8.GetBytes(header), .. data]);

    public static byte[] WithLength(ulong length, params byte[] rest)
    {
        var bytes = new byte[8 + rest.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        rest.CopyTo(bytes, 8);
        return bytes;
    }
}
