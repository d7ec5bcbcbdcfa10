using System.Buffers.Binary;

namespace Engine;

/// <summary>The unpacked bytes of a file, with their position for messages.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="stream">Its unpacked content.</param>
internal sealed class IdxSource(string path, Stream stream)
{
    public long Position { get; private set; }

    /// <summary>Fills the span, or as much of it as there is left.</summary>
    /// <returns>Bytes read.</returns>
    public int Read(Span<byte> bytes)
    {
        try
        {
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            Position += count;
            return count;
        }
        catch (InvalidDataException error) { throw Damaged($"the gzip data from here on are damaged or cut off: {error.Message}", inner: error); }
    }

    /// <summary>
    /// The packed file ends with the length of its content modulo 2³² (RFC 1952, ISIZE): a check that the end of the
    /// file is the end of the data.
    /// </summary>
    public void CheckGzipEnd(FileStream packed)
    {
        Span<byte> field = stackalloc byte[4];
        packed.Position = Math.Max(0, packed.Length - 4);
        packed.ReadExactly(field);
        var given = BinaryPrimitives.ReadUInt32LittleEndian(field);
        if (given != (uint)Position) throw Damaged($"the gzip file's last bytes give a content of {given} bytes, but {Position} were unpacked: its end is cut off or something was added.");
    }

    /// <param name="reason">What is wrong.</param>
    /// <param name="back">How far before the current position it is wrong.</param>
    /// <param name="inner">The error that showed it.</param>
    public InvalidDataException Damaged(string reason, int back = 0, Exception? inner = null) => DamagedFile.At(path, Position - back, reason, inner);
}
