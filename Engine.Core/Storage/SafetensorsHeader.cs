using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Engine;

/// <summary>The header of a safetensors file: checked in full against the file's length before any tensor takes memory.</summary>
internal sealed class SafetensorsHeader
{
    public const string MetadataKey = "__metadata__";

    /// <summary>The format's own limit on the header.</summary>
    private const int LongestHeader = 100_000_000;

    /// <summary>The tensors in the order of their bytes.</summary>
    public required IReadOnlyList<SafetensorsEntry> Entries { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Reads and checks the header; the stream is left at the first tensor's bytes.</summary>
    public static SafetensorsHeader Read(string path, Stream stream)
    {
        var bytes = new byte[ReadLength(path, stream)];
        stream.ReadExactly(bytes);
        if (bytes[0] != '{') throw DamagedFile.At(path, 8, $"the header must start with '{{', not {DamagedFile.Show(bytes.AsSpan(0, 1))}; this is not a safetensors file.");
        var (entries, metadata) = new SafetensorsHeaderParser(path, start: 8).Parse(bytes);
        var sorted = entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End).ToArray();
        CheckOffsets(path, sorted, 8 + bytes.Length, stream.Length);
        return new() { Entries = sorted, Metadata = metadata };
    }

    private static int ReadLength(string path, Stream stream)
    {
        if (stream.Length < 8) throw DamagedFile.At(path, stream.Length, $"the file ends after {stream.Length} bytes; a safetensors file starts with 8 bytes that give the header's length.");
        Span<byte> field = stackalloc byte[8];
        stream.ReadExactly(field);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(field);
        if (length > LongestHeader) throw DamagedFile.At(path, 0, $"the header's length is given as {length} bytes, more than the format's limit of {LongestHeader}; this is not a safetensors file.");
        if ((long)length > stream.Length - 8) throw DamagedFile.At(path, 0, $"the header's length is given as {length} bytes, but only {stream.Length - 8} follow: the file is cut off.");
        if (length < 2) throw DamagedFile.At(path, 0, $"the header's length is given as {length} bytes; the shortest header, {{}}, has 2.");
        return (int)length;
    }

    /// <summary>The tensors must fill the rest of the file without a gap or an overlap.</summary>
    private static void CheckOffsets(string path, SafetensorsEntry[] sorted, long dataStart, long fileLength)
    {
        var expected = 0L;
        SafetensorsEntry? before = null;
        foreach (var entry in sorted)
        {
            if (entry.Begin < expected) throw DamagedFile.At(path, entry.Position, $"tensor '{entry.Name}' starts at data offset {entry.Begin}, inside tensor '{before!.Name}' that ends at {expected}.");
            if (entry.Begin > expected) throw DamagedFile.At(path, entry.Position, $"tensor '{entry.Name}' starts at data offset {entry.Begin}; offsets {expected} to {entry.Begin} belong to no tensor.");
            (expected, before) = (entry.End, entry);
            if (dataStart + entry.End > fileLength) throw DamagedFile.At(path, fileLength, $"the file is cut off: tensor '{entry.Name}' of shape {entry.Shape} ends at byte {dataStart + entry.End}.");
        }
        if (dataStart + expected < fileLength) throw DamagedFile.At(path, dataStart + expected, $"{fileLength - dataStart - expected} bytes after the last tensor belong to no tensor.");
    }

    /// <summary>The header's bytes: metadata first, tensors in the given order, spaces to a multiple of eight.</summary>
    public static byte[] Write(IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 }) WriteMetadata(json, metadata);
            var begin = 0L;
            foreach (var (name, tensor) in tensors) begin = WriteEntry(json, name, tensor, begin);
            json.WriteEndObject();
        }
        var padded = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        buffer.WrittenSpan.CopyTo(padded);
        padded.AsSpan(buffer.WrittenCount).Fill((byte)' ');
        return padded;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, Tensor tensor, long begin)
    {
        var type = SafetensorsType.For(tensor.Memory.Device);       // Memory: a tensor that has ended is an error here, before the file is touched
        var end = begin + (long)tensor.Elements * SafetensorsType.Size(type);
        json.WriteStartObject(name);
        json.WriteString("dtype", type);
        json.WriteStartArray("shape");
        foreach (var length in tensor.Shape) json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
