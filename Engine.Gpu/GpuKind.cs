namespace Engine.Gpu;

/// <summary>Through what a <see cref="GpuDevice"/> reaches the hardware.</summary>
public enum GpuKind
{
    /// <summary>NVIDIA's driver.</summary>
    Cuda,

    /// <summary>An OpenCL driver of any vendor, 2.0 or 3.0 with generic addresses.</summary>
    OpenCl,

    /// <summary>ILGPU's emulation of a GPU by threads of the processor: very slow, for tests of kernels without a GPU. Opened only by name.</summary>
    Emulated,
}
