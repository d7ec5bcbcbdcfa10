using System.Runtime.InteropServices;

namespace Engine.Devices.Cpu;

/// <summary>Memory for packed panels, kept by each calling thread and grown when needed.</summary>
internal sealed unsafe class PackBuffer
{
    /// <summary>A cache line, and the widest vector.</summary>
    private const nuint Alignment = 64;

    [ThreadStatic] private static PackBuffer? forA;
    [ThreadStatic] private static PackBuffer? forB;

    private float* memory;
    private long capacity;

    private PackBuffer() { }

    /// <summary>Frees the memory some time after its thread has ended.</summary>
    ~PackBuffer() => NativeMemory.AlignedFree(memory);

    /// <summary>This thread's buffer for panels of A.</summary>
    public static PackBuffer ForA => forA ??= new PackBuffer();

    /// <summary>This thread's buffer for panels of B.</summary>
    public static PackBuffer ForB => forB ??= new PackBuffer();

    /// <summary>Room for <paramref name="length"/> floats; what was there before may be gone.</summary>
    /// <exception cref="OutOfMemoryException">There is not so much memory.</exception>
    public float* Reserve(long length)
    {
        if (length <= capacity) return memory;
        NativeMemory.AlignedFree(memory);
        memory = null;
        capacity = 0;
        memory = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), Alignment);
        capacity = length;
        return memory;
    }
}
