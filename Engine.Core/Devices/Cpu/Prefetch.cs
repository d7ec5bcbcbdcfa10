using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Engine.Devices.Cpu;

/// <summary>Asks for memory before it is needed, in loops over several large arrays at once.</summary>
/// <remarks>
/// The processor does so by itself, but each array's stream stops at the end of a page of 4 KiB, every 64 vectors. An address
/// behind an array's end is harmless.
/// </remarks>
internal static unsafe class Prefetch
{
    /// <summary>2 KiB: 32 vectors of 16 floats.</summary>
    private const int Ahead = 512;

    /// <summary>The line of an array that will be read or written <see cref="Ahead"/> elements after this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void After(float* x)
    {
        if (Sse.IsSupported) Sse.Prefetch0(x + Ahead);
    }
}
