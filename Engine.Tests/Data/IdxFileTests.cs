using System.Text;
using CsCheck;

namespace Engine.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Any_array_comes_back_plain_and_gzipped() =>
        Gen.Int[0, 5].Array[1, 4].SelectMany(lengths => Gen.Byte.Array[lengths.Aggregate(1, (a, b) => a * b)].Select(values => (lengths, values)))
            .Sample(array =>
            {
                var bytes = IdxBytes.Of(array.lengths, array.values);
                foreach (var path in new[] { folder.Write("plain", bytes), folder.Write("packed", IdxBytes.Gzip(bytes)) })
                {
                    var read = IdxFile.Read(path);
                    Assert.Equal(array.lengths, read.Lengths);
                    Assert.Equal(array.values, read.Values);
                }
            }, iter: 200, threads: 1);

    [Fact]
    public void An_array_larger_than_the_first_step_of_memory_comes_back()
    {
        var values = IdxBytes.Noise(3_000_001);
        Assert.Equal(values, IdxFile.Read(folder.Write("large.gz", IdxBytes.Gzip(IdxBytes.Of([values.Length], values)))).Values);
    }

    private static readonly byte[] Good = IdxBytes.Of([2, 3], [1, 2, 3, 4, 5, 6]);

    public static TheoryData<string, byte[], long, string> Cases => new()
    {
        { "0 bytes", [], 0, "ends after 0 bytes" },
        { "a web page under .gz", Encoding.ASCII.GetBytes("<!DOCTYPE html><html>"), 0, "3C 21 44 4F (\"<!DO\")" },
        { "another type", [0, 0, 0x0D, 1, 0, 0, 0, 0], 2, "type code 0x0D" },
        { "an unknown type", [0, 0, 0x77, 1, 0, 0, 0, 0], 2, "type code 0x77" },
        { "no axes", [0, 0, 8, 0], 3, "number of axes is 0" },
        { "cut off in the lengths", Good[..10], 10, "ends in the lengths" },
        { "cut in half", Good[..15], 12, "declare 6 values; a file of this size holds at most 3" },
        { "more values than data", IdxBytes.Of([int.MaxValue, int.MaxValue], []), 12, "declare 4611686014132420609 values" },
        { "a negative length", IdxBytes.Of([-1], [1]), 4, "4294967295" },
        { "bytes after the data", [.. Good, 7], 18, "more bytes after the 6 values" },
        { "0 bytes, gzipped", IdxBytes.Gzip([]), 0, "ends after 0 bytes" },
        { "cut in half, gzipped whole", IdxBytes.Gzip(Good[..15]), 15, "ends after 3 values" },
        { "bytes after the data, gzipped", IdxBytes.Gzip([.. Good, 7]), 18, "more bytes" },
        { "gigabytes declared in a small gzip", IdxBytes.Gzip(IdxBytes.Of([2_000_000_000], [1])), 8, "declare 2000000000 values; a file of this size holds at most" },
        { "gzip without its last bytes", IdxBytes.Gzip(Good)[..^4], 18, "cut off" },
        { "something after the gzip", [.. IdxBytes.Gzip(Good), 1, 2, 3, 4], 18, "something was added" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Damage_is_named_with_file_byte_and_reason(string damage, byte[] content, long offset, string reason)
    {
        var path = folder.Write("damaged-idx1-ubyte.gz", content);
        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path));
        var right = error.Message.StartsWith($"{path}, byte {offset}: ", StringComparison.Ordinal) && error.Message.Contains(reason, StringComparison.Ordinal);
        Assert.True(right, $"{damage}: {error.Message}");
    }

    [Fact]
    public void A_gzip_cut_anywhere_or_with_a_byte_changed_is_called_damaged()
    {
        var good = IdxBytes.Gzip(IdxBytes.Of([3000], IdxBytes.Noise(3000)));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[1, 255]).Sample((at, change) =>
        {
            AssertDamaged(good[..at]);
            if (at < 10) return;                            // gzip's header: its time and system mean nothing
            var changed = (byte[])good.Clone();
            changed[at] ^= (byte)change;
            AssertDamaged(changed);
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void A_false_count_takes_no_memory()
    {
        var path = folder.Write("liar.gz", IdxBytes.Gzip(IdxBytes.Of([50_000_000], new byte[1 << 16]).Concat(IdxBytes.Noise(1 << 16)).ToArray()));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => IdxFile.Read(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 << 20);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nothing.gz", Assert.Throws<FileNotFoundException>(() => IdxFile.Read(folder.File("nothing.gz"))).Message);

    private void AssertDamaged(byte[] content)
    {
        var path = folder.Write("fuzzed.gz", content);
        Assert.StartsWith(path, Assert.Throws<InvalidDataException>(() => IdxFile.Read(path)).Message);
    }
}
