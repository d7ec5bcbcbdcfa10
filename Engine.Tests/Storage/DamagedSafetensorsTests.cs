using CsCheck;

namespace Engine.Tests.Files;

/// <summary>Each kind of damage gives an error with file, byte and reason, before memory is taken.</summary>
public sealed class DamagedSafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, byte[], long, string> Cases => new()
    {
        { "no bytes", [], 0, "ends after 0 bytes" },
        { "seven bytes", new byte[7], 7, "ends after 7 bytes" },
        { "length 2^63", SafetensorsBytes.WithLength(1UL << 63, (byte)'{', (byte)'}'), 0, "9223372036854775808" },
        { "length −1", SafetensorsBytes.WithLength(ulong.MaxValue, (byte)'{', (byte)'}'), 0, "limit of 100000000" },
        { "length over the limit", SafetensorsBytes.WithLength(100_000_001, (byte)'{', (byte)'}'), 0, "limit of 100000000" },
        { "length over the file", SafetensorsBytes.WithLength(1000, (byte)'{', (byte)'}'), 0, "only 2 follow" },
        { "length 0", SafetensorsBytes.WithLength(0), 0, "shortest header" },
        { "no brace", SafetensorsBytes.Of("[]"), 8, "must start with '{'" },
        { "a space first", SafetensorsBytes.Of(" {}"), 8, "must start with '{'" },
        { "JSON cut off", SafetensorsBytes.Of("""{"x":{"dtype":"""), 22, "not valid JSON" },
        { "not JSON", SafetensorsBytes.Of("{x}"), 9, "not valid JSON" },
        { "not UTF-8", SafetensorsBytes.WithLength(8, "{\"\u00ff\":{}}"u8.ToArray().Select(b => b == 0xC3 ? (byte)0xFF : b).ToArray()), 9, "not valid JSON" },
        { "more than one object", SafetensorsBytes.Of("{} {}"), 11, "not valid JSON" },
        { "a name twice", SafetensorsBytes.Of($$"""{"x":{{Entry("F32", "[1]", "[0,4]")}},"x":{{Entry("F32", "[1]", "[4,8]")}}}""", new byte[8]), 62, "'x' twice" },
        { "a field twice", SafetensorsBytes.Of("""{"x":{"dtype":"F32","dtype":"F32"}}"""), 28, "'dtype' twice" },
        { "metadata twice", SafetensorsBytes.Of("""{"__metadata__":{},"__metadata__":{}}"""), 27, "twice" },
        { "metadata of numbers", SafetensorsBytes.Of("""{"__metadata__":{"a":1}}"""), 29, "must be a JSON string, not number" },
        { "a tensor that is none", SafetensorsBytes.Of("""{"x":1}"""), 13, "must be a JSON object, not number" },
        { "no dtype", SafetensorsBytes.Of("""{"x":{"shape":[1],"data_offsets":[0,4]}}""", new byte[4]), 9, "has no dtype" },
        { "no shape", SafetensorsBytes.Of("""{"x":{"dtype":"F32","data_offsets":[0,4]}}""", new byte[4]), 9, "has no shape" },
        { "no offsets", SafetensorsBytes.Of("""{"x":{"dtype":"F32","shape":[1]}}""", new byte[4]), 9, "has no data_offsets" },
        { "an unknown field", SafetensorsBytes.Of("""{"x":{"type":"F32"}}"""), 14, "unknown field 'type'" },
        { "an unread dtype", One("I64", "[1]", "[0,8]", 8), 9, "tensor 'x' has dtype I64" },
        { "a negative length", One("F32", "[-1]", "[0,4]", 4), 37, "whole numbers from 0 to 2147483647" },
        { "a broken length", One("F32", "[1.5]", "[0,4]", 4), 37, "whole numbers" },
        { "a long length", One("F32", "[2147483648]", "[0,4]", 4), 37, "whole numbers" },
        { "a shape whose product overflows", One("F32", "[65536,65536,65536,65536]", "[0,0]", 0), 9, "18446744073709551616 elements" },
        { "too many axes", One("F32", $"[{string.Join(',', Enumerable.Repeat(1, 65))}]", "[0,4]", 4), 9, "65 axes" },
        { "one number in no bytes", One("F32", "[1]", "[0,0]", 0), 9, "needs 4 bytes" },
        { "another dtype's size", One("F64", "[1]", "[0,4]", 4), 9, "needs 8 bytes" },
        { "negative offsets", One("F32", "[1]", "[-4,0]", 4), 56, "whole numbers" },
        { "offsets in the wrong order", One("F32", "[1]", "[4,0]", 4), 9, "data_offsets [4, 0]" },
        { "three offsets", One("F32", "[1]", "[0,4,8]", 8), 9, "data_offsets [0, 4, 8]" },
        { "a gap at the start", One("F32", "[1]", "[4,8]", 8), 9, "0 to 4 belong to no tensor" },
        { "a gap between", Two("[0,4]", "[8,12]", 12), 62, "4 to 8 belong to no tensor" },
        { "an overlap", Two("[0,4]", "[2,6]", 6), 62, "inside tensor 'x'" },
        { "data cut off", Two("[0,4]", "[4,8]", 7), 122, "cut off: tensor 'y' of shape [1] ends at byte 123" },
        { "more data", Two("[0,4]", "[4,8]", 9), 123, "1 bytes after the last tensor" },
    };

    private static string Entry(string type, string shape, string offsets) => $$"""{"dtype":"{{type}}","shape":{{shape}},"data_offsets":{{offsets}}}""";

    private static byte[] One(string type, string shape, string offsets, int bytes) => SafetensorsBytes.Of($$"""{"x":{{Entry(type, shape, offsets)}}}""", new byte[bytes]);

    private static byte[] Two(string first, string second, int bytes) =>
        SafetensorsBytes.Of($$"""{"x":{{Entry("F32", "[1]", first)}},"y":{{Entry("F32", "[1]", second)}}}""", new byte[bytes]);

    [Theory, MemberData(nameof(Cases))]
    public void Damage_is_named_with_file_byte_and_reason(string damage, byte[] content, long offset, string reason)
    {
        var path = folder.Write("damaged.safetensors", content);
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Load(path));
        var right = error.Message.StartsWith($"{path}, byte {offset}: ", StringComparison.Ordinal) && error.Message.Contains(reason, StringComparison.Ordinal);
        Assert.True(right, $"{damage}: {error.Message}");
    }

    [Fact]
    public void A_file_with_any_byte_changed_or_cut_anywhere_loads_or_is_called_damaged()
    {
        var good = Two("[0,4]", "[4,8]", 8);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample((at, value, length) =>
        {
            var bytes = (byte[])good.Clone();
            bytes[at] = value;
            var path = folder.Write("fuzzed.safetensors", bytes[..length]);
            try { Safetensors.Load(path, Device.Reference); }
            catch (InvalidDataException error) { Assert.StartsWith(path, error.Message); }
        }, iter: 2000, threads: 1);
    }
}
