namespace Engine.Gpu.Kernels;

/// <summary>16×16 threads.</summary>
internal readonly struct Square16 : ISquare
{
    public static int Side => 16;
}
