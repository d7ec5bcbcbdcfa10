using System.Buffers.Binary;

namespace Engine;

/// <summary>
/// Named tensors in one file: eight bytes with the header's length, the header in JSON, then the numbers.
/// Format: huggingface/safetensors, README, "Format".
/// </summary>
/// <remarks>
/// The writer sorts by name, so that equal tensors give equal bytes, and pads the header with spaces so that the
/// numbers start at a multiple of eight bytes.
/// </remarks>
public static class Safetensors
{
    /// <summary>Writes tensors and strings; the file is replaced at once or, if anything fails, stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Names and tensors: F64 from a device that computes in double, otherwise F32.</param>
    /// <param name="metadata">Strings to keep with them.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or one is called <c>__metadata__</c>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var sorted = tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Key == SafetensorsHeader.MetadataKey) throw new ArgumentException($"A tensor may not be called {SafetensorsHeader.MetadataKey}: the format keeps that name.", nameof(tensors));
            if (i > 0 && sorted[i].Key == sorted[i - 1].Key) throw new ArgumentException($"Two tensors are called '{sorted[i].Key}'.", nameof(tensors));
        }
        var header = SafetensorsHeader.Write(sorted, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, tensor) in sorted) SafetensorsType.Write(tensor, stream);
        });
    }

    /// <summary>Reads a file of F64, F32, F16 or BF16 tensors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where the tensors are made; numbers are rounded to its precision.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or holds another number format; the message names file, byte and reason.</exception>
    public static SafetensorsFile Load(string path, Device? device = null)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var header = SafetensorsHeader.Read(path, stream);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in header.Entries)       // by offset: one pass over the file
            tensors.Add(entry.Name, SafetensorsType.Read(entry.Type, stream, entry.Shape, device ?? Device.Cpu));
        return new(tensors, header.Metadata);
    }
}
