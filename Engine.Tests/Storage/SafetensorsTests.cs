using System.Buffers.Binary;
using System.Text;
using CsCheck;

namespace Engine.Tests.Files;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.File("x.safetensors");

    public void Dispose() => folder.Dispose();

    private static KeyValuePair<string, Tensor> Pair(string name, Tensor tensor) => new(name, tensor);

    [Fact]
    public void Any_names_shapes_and_numbers_come_back_bit_for_bit() =>
        Gen.Select(Gen.Int[0, 4].Array[0, 4], Gen.Double).SelectMany((lengths, first) => Gen.Double.Array[lengths.Aggregate(1, (a, b) => a * b)]
                .Select(values => (lengths, values)))
            .Array[0, 5].Select(Gen.String.Array[5], (tensors, names) => tensors.Zip(names).DistinctBy(pair => pair.Second).ToArray())
            .Sample(cases =>
            {
                var usable = cases.Where(pair => pair.Second != "__metadata__" && !pair.Second.Any(char.IsSurrogate)).ToArray();
                Safetensors.Save(FilePath, usable.Select(pair => Pair(pair.Second, Tensor.From(pair.First.values, Shape.Create(pair.First.lengths), Device.Reference))));
                var loaded = Safetensors.Load(FilePath, Device.Reference).Tensors;
                Assert.Equal(usable.Length, loaded.Count);
                foreach (var ((lengths, values), name) in usable)
                {
                    Assert.Equal(Shape.Create(lengths), loaded[name].Shape);
                    Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), loaded[name].ToDoubles().Select(BitConverter.DoubleToInt64Bits));
                }
            }, iter: 200, threads: 1);

    [Fact]
    public void Each_device_keeps_every_digit_of_its_numbers()
    {
        foreach (var device in new[] { Device.Cpu, Device.Reference })
        {
            using var third = Tensor.Of(1.0 / 3, device);
            Safetensors.Save(FilePath, [Pair("third", third)]);
            Assert.Equal(third.Item(), Safetensors.Load(FilePath, device).Tensors["third"].Item());
            Assert.Contains(device.Epsilon < 1e-10 ? "F64" : "F32", Encoding.UTF8.GetString(File.ReadAllBytes(FilePath)));
        }
    }

    [Fact]
    public void Two_empty_tensors_and_a_single_number_come_back()
    {
        Safetensors.Save(FilePath, [Pair("a", Tensor.Zeros([0])), Pair("b", Tensor.Of(7)), Pair("c", Tensor.Zeros([2, 0]))]);
        var tensors = Safetensors.Load(FilePath).Tensors;
        Assert.Equal(["[0]", "[]", "[2, 0]"], new[] { "a", "b", "c" }.Select(name => tensors[name].Shape.ToString()));
        Assert.Equal(7, tensors["b"].Item());
    }

    [Fact]
    public void Metadata_come_back() => Gen.Dictionary(Gen.String, Gen.String)[0, 4].Where(map => map.All(pair => !(pair.Key + pair.Value).Any(char.IsSurrogate))).Sample(metadata =>
    {
        Safetensors.Save(FilePath, [], metadata);
        Assert.Equal(metadata, Safetensors.Load(FilePath).Metadata);
    }, iter: 100, threads: 1);

    [Fact]
    public void The_order_given_does_not_change_the_bytes_and_numbers_start_at_a_multiple_of_eight()
    {
        var (a, b) = (Pair("a", Tensor.Of([1, 2])), Pair("bb", Tensor.Of([3])));
        Safetensors.Save(FilePath, [a, b]);
        var one = File.ReadAllBytes(FilePath);
        Safetensors.Save(FilePath, [b, a]);
        Assert.Equal(one, File.ReadAllBytes(FilePath));
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(one) % 8);
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        Safetensors.Save(FilePath, [Pair("w", Tensor.Of([1, -2], Device.Reference))], new Dictionary<string, string> { ["step"] = "3" });
        var bytes = File.ReadAllBytes(FilePath);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal("""{"__metadata__":{"step":"3"},"w":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}""", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal(1, BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 + length)));
        Assert.Equal(-2, BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(16 + length)));
    }

    [Theory]
    [InlineData("F16", new byte[] { 0x00, 0x3C, 0x01, 0x00, 0x00, 0xFC }, new[] { 1.0, 1 / 16777216.0, double.NegativeInfinity })]
    [InlineData("BF16", new byte[] { 0x80, 0x3F, 0x49, 0x40, 0x80, 0xFF }, new[] { 1.0, 3.140625, double.NegativeInfinity })]
    [InlineData("F32", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0x40, 0xC0, 1, 0, 0, 0 }, new[] { 1.0, -3, 1.401298464324817e-45 })]
    public void Other_formats_are_read(string type, byte[] data, double[] expected)
    {
        Write($$$"""{"x":{"dtype":"{{{type}}}","shape":[3],"data_offsets":[0,{{{data.Length}}}]}}""", data);
        Assert.Equal(expected, Safetensors.Load(FilePath, Device.Reference).Tensors["x"].ToDoubles());
    }

    [Fact]
    public void Names_are_checked_before_the_file_is_touched()
    {
        var x = Tensor.Of(1);
        Assert.Contains("'x'", Assert.Throws<ArgumentException>(() => Safetensors.Save(FilePath, [Pair("x", x), Pair("x", x)])).Message);
        Assert.Throws<ArgumentException>(() => Safetensors.Save(FilePath, [Pair("__metadata__", x)]));
        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Safetensors.Save(FilePath, [Pair("x", x)]));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains(FilePath, Assert.Throws<FileNotFoundException>(() => Safetensors.Load(FilePath)).Message);

    private void Write(string header, byte[] data) => folder.Write("x.safetensors", SafetensorsBytes.Of(header, data));
}
