using System.Runtime.InteropServices;

namespace Engine;

/// <summary>The number formats of a safetensors file that are read: little-endian floating point of 2, 4 or 8 bytes.</summary>
internal static class SafetensorsType
{
    /// <summary>Bytes of one number; 0 for a format that is not read.</summary>
    public static int Size(string name) => name switch { "F64" => 8, "F32" => 4, "F16" or "BF16" => 2, _ => 0 };

    /// <summary>The format that keeps every digit of a device's numbers.</summary>
    public static string For(Device device) => device.Epsilon < Math.ScaleB(1, -24) ? "F64" : "F32";

    /// <summary>A tensor from the stream's next bytes; it stays in the file's precision until it reaches the device.</summary>
    public static Tensor Read(string name, Stream stream, Shape shape, Device device) => name switch
    {
        "F64" => Tensor.From(ReadNumbers<double>(stream, shape.Elements), shape, device),
        "F32" => Tensor.From(ReadNumbers<float>(stream, shape.Elements), shape, device),
        "F16" => Tensor.From(Array.ConvertAll(ReadNumbers<Half>(stream, shape.Elements), half => (float)half), shape, device),
        _ => Tensor.From(Array.ConvertAll(ReadNumbers<ushort>(stream, shape.Elements), Bfloat16), shape, device),
    };

    /// <summary>The tensor's numbers, in the format that <see cref="For"/> gives.</summary>
    public static void Write(Tensor tensor, Stream stream)
    {
        if (For(tensor.Device) == "F64") WriteNumbers(tensor.ToDoubles(), stream);
        else WriteNumbers(tensor.ToArray(), stream);
    }

    /// <summary>bfloat16 is the upper half of a float.</summary>
    private static float Bfloat16(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>A span of bytes holds at most 2³¹ − 1, a tensor's numbers may take eight times that: so in pieces.</summary>
    private const int Piece = 1 << 24;

    private static T[] ReadNumbers<T>(Stream stream, int count) where T : unmanaged
    {
        var numbers = GC.AllocateUninitializedArray<T>(count);
        for (var start = 0; start < count; start += Piece)
            stream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan(start, Math.Min(Piece, count - start))));
        return numbers;
    }

    private static void WriteNumbers<T>(T[] numbers, Stream stream) where T : unmanaged
    {
        for (var start = 0; start < numbers.Length; start += Piece)
            stream.Write(MemoryMarshal.AsBytes(numbers.AsSpan(start, Math.Min(Piece, numbers.Length - start))));
    }
}
