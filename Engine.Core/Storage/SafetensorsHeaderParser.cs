using System.Numerics;
using System.Text.Json;

namespace Engine;

/// <summary>Reads the JSON of a safetensors header token by token, so that every complaint knows its byte.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="start">Where the JSON starts in the file.</param>
internal sealed class SafetensorsHeaderParser(string path, long start)
{
    /// <summary>More axes than any tensor needs; without a limit, a hostile shape costs hours to multiply out.</summary>
    private const int MostAxes = 64;

    private readonly List<SafetensorsEntry> entries = [];
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);

    public (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try { ReadAll(ref reader); }
        catch (Exception error) when (error is JsonException or InvalidOperationException)      // the latter: text that is not UTF-8
        {
            var offset = error is JsonException ? reader.BytesConsumed : reader.TokenStartIndex;
            throw DamagedFile.At(path, start + offset, $"the header is not valid JSON: {error.Message}", error);
        }
        return (entries, metadata);
    }

    private void ReadAll(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "the header");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (NextName(ref reader, names, "the header") is { } name)
        {
            if (name == SafetensorsHeader.MetadataKey) ReadMetadata(ref reader);
            else ReadEntry(ref reader, name);
        }
        reader.Read();      // the reader complains if anything but blanks follows
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, SafetensorsHeader.MetadataKey);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (NextName(ref reader, names, SafetensorsHeader.MetadataKey) is { } key)
        {
            Expect(ref reader, JsonTokenType.String, $"{SafetensorsHeader.MetadataKey} '{key}'");
            metadata.Add(key, reader.GetString()!);
        }
    }

    private void ReadEntry(ref Utf8JsonReader reader, string name)
    {
        var position = start + reader.TokenStartIndex;
        string? type = null;
        long[]? lengths = null, offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, $"tensor '{name}'");
        var fields = new HashSet<string>(StringComparer.Ordinal);
        while (NextName(ref reader, fields, $"tensor '{name}'") is { } field)
        {
            switch (field)
            {
                case "dtype":
                    Expect(ref reader, JsonTokenType.String, $"the dtype of tensor '{name}'");
                    type = reader.GetString()!;
                    break;
                case "shape": lengths = ReadNumbers(ref reader, $"the shape of tensor '{name}'", int.MaxValue); break;
                case "data_offsets": offsets = ReadNumbers(ref reader, $"the data_offsets of tensor '{name}'", long.MaxValue); break;
                default: throw Damaged(reader, $"tensor '{name}' has an unknown field '{field}'; expected dtype, shape and data_offsets.");
            }
        }
        if (type is null || lengths is null || offsets is null)
            throw DamagedFile.At(path, position, $"tensor '{name}' has no {(type is null ? "dtype" : lengths is null ? "shape" : "data_offsets")}.");
        entries.Add(Check(name, type, lengths, offsets, position));
    }

    /// <summary>Whether type, shape and offsets agree.</summary>
    private SafetensorsEntry Check(string name, string type, long[] lengths, long[] offsets, long position)
    {
        if (lengths.Length > MostAxes) throw DamagedFile.At(path, position, $"tensor '{name}' has {lengths.Length} axes; at most {MostAxes} are read.");
        var size = SafetensorsType.Size(type);
        var shape = $"[{string.Join(", ", lengths)}]";
        var elements = lengths.Aggregate(BigInteger.One, (product, length) => product * length);
        if (size == 0) throw DamagedFile.At(path, position, $"tensor '{name}' has dtype {type}; F64, F32, F16 and BF16 are read.");
        if (elements > Array.MaxLength) throw DamagedFile.At(path, position, $"tensor '{name}' has shape {shape} of {elements} elements; one tensor holds at most {Array.MaxLength}.");
        if (offsets.Length != 2 || offsets[1] < offsets[0]) throw DamagedFile.At(path, position, $"tensor '{name}' has data_offsets [{string.Join(", ", offsets)}]; expected a begin and an end that is not before it.");
        if (offsets[1] - offsets[0] != (long)elements * size)
            throw DamagedFile.At(path, position, $"tensor '{name}' of shape {shape} and dtype {type} needs {(long)elements * size} bytes; its data_offsets [{offsets[0]}, {offsets[1]}] hold {offsets[1] - offsets[0]}.");
        return new(name, type, Shape.Create([.. lengths.Select(length => (int)length)]), offsets[0], offsets[1], position);
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string what, long largest)
    {
        Expect(ref reader, JsonTokenType.StartArray, what);
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0 || number > largest)
                throw Damaged(reader, $"{what} must hold whole numbers from 0 to {largest}.");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    /// <summary>The next property's name, or null at the object's end.</summary>
    private string? NextName(ref Utf8JsonReader reader, HashSet<string> seen, string where)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject) return null;
        var name = reader.GetString()!;
        return seen.Add(name) ? name : throw Damaged(reader, $"{where} has the key '{name}' twice.");
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        reader.Read();
        if (reader.TokenType != type) throw Damaged(reader, $"{what} must be a JSON {Describe(type)}, not {Describe(reader.TokenType)}.");
    }

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        JsonTokenType.String => "string",
        JsonTokenType.Number => "number",
        _ => type.ToString().ToLowerInvariant(),
    };

    private InvalidDataException Damaged(Utf8JsonReader reader, string reason) => DamagedFile.At(path, start + reader.TokenStartIndex, reason);
}
