using System.Runtime.InteropServices;

namespace Engine.Devices.Cpu;

/// <summary>Memory for partial results, kept by each calling thread and grown when needed.</summary>
internal sealed unsafe class Scratch
{
    [ThreadStatic] private static Scratch? mine;

    private double* memory;
    private long capacity;

    private Scratch() { }

    /// <summary>Frees the memory some time after its thread has ended.</summary>
    ~Scratch() => NativeMemory.Free(memory);

    /// <summary>This thread's memory.</summary>
    public static Scratch Mine => mine ??= new Scratch();

    /// <summary>Room for <paramref name="length"/> doubles; what was there before may be gone.</summary>
    public double* Reserve(long length)
    {
        if (length <= capacity) return memory;
        NativeMemory.Free(memory);
        memory = null;
        capacity = 0;
        memory = (double*)NativeMemory.Alloc((nuint)length, sizeof(double));
        capacity = length;
        return memory;
    }
}
