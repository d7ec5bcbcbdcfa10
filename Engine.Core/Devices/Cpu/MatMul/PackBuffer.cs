using System.Numerics;

namespace Engine.Devices.Cpu;

/// <summary>Memory for packed panels, kept by each calling thread and grown when needed.</summary>
internal sealed unsafe class PackBuffer
{
    [ThreadStatic] private static PackBuffer? forA;
    [ThreadStatic] private static PackBuffer? forB;

    private NativeBlock? block;
    private float* memory;
    private long capacity;

    private PackBuffer() { }

    /// <summary>This thread's buffer for panels of A.</summary>
    public static PackBuffer ForA => forA ??= new PackBuffer();

    /// <summary>This thread's buffer for panels of B.</summary>
    public static PackBuffer ForB => forB ??= new PackBuffer();

    /// <summary>Room for <paramref name="length"/> floats; what was there before may be gone.</summary>
    /// <exception cref="OutOfMemoryException">There is not so much memory.</exception>
    public float* Reserve(long length)
    {
        if (length <= capacity) return memory;
        // Powers of two: a buffer that grows step by step leaves no more behind than it has.
        long rounded = (long)BitOperations.RoundUpToPowerOf2((ulong)length);
        block = NativeBlock.Cut((nuint)rounded * sizeof(float), out memory);
        capacity = rounded;
        return memory;
    }
}
