namespace Engine.Gpu.Kernels;

/// <summary>2×2 threads, for the emulated device.</summary>
internal readonly struct Square2 : ISquare
{
    public static int Side => 2;
}
