using System.Buffers.Binary;
using System.IO.Compression;

namespace Engine;

/// <summary>
/// Reads IDX, the format of MNIST: two zero bytes, a type code, the number of axes, their lengths (big-endian, 32 bits),
/// then the values. LeCun, Cortes, Burges, <i>The MNIST database of handwritten digits</i>, "File formats".
/// </summary>
/// <remarks>Offsets in messages count unpacked bytes where the file is gzipped.</remarks>
public static class IdxFile
{
    private const byte UnsignedByte = 0x08;

    /// <summary>Deflate packs at best 258 bytes into two bits: nothing unpacks to more than this many times its size.</summary>
    private const int LargestRatio = 1032;

    /// <summary>First step of memory; it doubles as data really arrive, so that a false count takes none.</summary>
    private const int FirstStep = 1 << 20;

    /// <summary>Reads an IDX file of unsigned bytes; whether it is gzipped is seen by its first two bytes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged or another format; the message names file, byte and reason.</exception>
    public static IdxArray Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var gzipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        if (!gzipped) return Read(new IdxSource(path, file), file.Length);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        var source = new IdxSource(path, unpacked);
        var array = Read(source, file.Length * LargestRatio);
        source.CheckGzipEnd(file);
        return array;
    }

    /// <param name="source">The unpacked file.</param>
    /// <param name="longest">Bytes that it can have at most.</param>
    private static IdxArray Read(IdxSource source, long longest)
    {
        var lengths = ReadLengths(source);
        var count = Count(source, lengths, longest);
        var values = new byte[Math.Min(count, FirstStep)];
        for (var filled = 0; ; Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length)))
        {
            var given = source.Read(values.AsSpan(filled));
            filled += given;
            if (filled < values.Length) throw source.Damaged($"the file ends after {filled} values; its lengths {Show(lengths)} declare {count}.");
            if (filled == count) break;
        }
        if (source.Read(stackalloc byte[1]) > 0) throw source.Damaged($"there are more bytes after the {count} values that its lengths {Show(lengths)} declare.", back: 1);
        return new(lengths, values);
    }

    private static int[] ReadLengths(IdxSource source)
    {
        Span<byte> field = stackalloc byte[4];
        var given = source.Read(field);
        if (given < 4) throw source.Damaged($"the file ends after {given} bytes; an IDX file starts with 4 that give type and number of axes.");
        if (field[0] != 0 || field[1] != 0) throw source.Damaged($"expected an IDX file, which starts with 00 00, not {DamagedFile.Show(field)}: perhaps a web page or another format was saved under this name.", back: 4);
        if (field[2] != UnsignedByte) throw source.Damaged($"type code 0x{field[2]:X2} is not read, only 0x08, unsigned bytes.", back: 2);
        if (field[3] == 0) throw source.Damaged("the number of axes is 0; expected at least 1.", back: 1);
        var lengths = new int[field[3]];
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            if (source.Read(field) < 4) throw source.Damaged($"the file ends in the lengths of its {lengths.Length} axes.");
            lengths[axis] = BinaryPrimitives.ReadInt32BigEndian(field);
            if (lengths[axis] < 0) throw source.Damaged($"the length of axis {axis} is {(uint)lengths[axis]}; at most {int.MaxValue} is read.", back: 4);
        }
        return lengths;
    }

    private static int Count(IdxSource source, int[] lengths, long longest)
    {
        var count = lengths.Aggregate(System.Numerics.BigInteger.One, (product, length) => product * length);
        var left = Math.Min(Array.MaxLength, longest - source.Position);
        if (count > left) throw source.Damaged($"its lengths {Show(lengths)} declare {count} values; a file of this size holds at most {left} more: it is cut off or damaged.");
        return (int)count;
    }

    private static string Show(int[] lengths) => string.Join(" × ", lengths);
}
