using System.Runtime.InteropServices;
using Engine.Gpu;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace Engine.Bench.Ladder;

/// <summary>NVIDIA's own product in float, where its library is installed: what the last rung is measured against.</summary>
/// <remarks>Its default mode multiplies in float; tensor cores, which would round the operands to 10 bits, it uses only if asked to.</remarks>
internal sealed unsafe class CuBlas : IDisposable
{
    private static readonly string[] names =
        ["libcublas.so.13", "libcublas.so.12", "libcublas.so.11", "libcublas.so", "cublas64_13.dll", "cublas64_12.dll", "cublas64_11.dll"];

    /// <summary>Folders outside the system's search path where installers put it.</summary>
    private static readonly string[] folders = ["/usr/local/cuda/lib64", "/opt/cuda/lib64"];

    private readonly Launcher launcher;
    private readonly delegate* unmanaged<nint, int, int, int, int, int, float*, nint, int, nint, int, float*, nint, int, int> multiply;
    private readonly delegate* unmanaged<nint, int> destroy;
    private readonly nint handle;

    private CuBlas(nint library, Launcher launcher)
    {
        this.launcher = launcher;
        multiply = (delegate* unmanaged<nint, int, int, int, int, int, float*, nint, int, nint, int, float*, nint, int, int>)NativeLibrary.GetExport(library, "cublasSgemm_v2");
        destroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cublasDestroy_v2");
        var create = (delegate* unmanaged<nint*, int>)NativeLibrary.GetExport(library, "cublasCreate_v2");
        var follow = (delegate* unmanaged<nint, nint, int>)NativeLibrary.GetExport(library, "cublasSetStream_v2");
        using var turn = launcher.Enter();
        nint created;
        Check(create(&created), "cublasCreate");
        handle = created;
        Check(follow(handle, ((CudaStream)launcher.Queue).StreamPtr), "cublasSetStream");
    }

    /// <summary>The library for a device, or null and why not.</summary>
    public static CuBlas? TryOpen(GpuDevice device, out string? why)
    {
        if (device.Info.Kind != GpuKind.Cuda)
        {
            why = $"cuBLAS runs on CUDA devices only, not on {device.Name}.";
            return null;
        }
        foreach (var name in names.Concat(from folder in folders from name in names select Path.Combine(folder, name)))
        {
            if (!NativeLibrary.TryLoad(name, out var library)) continue;
            why = null;
            return new(library, device.Launcher);
        }
        why = $"cuBLAS was not found: none of {string.Join(", ", names)} is installed.";
        return null;
    }

    /// <summary>Puts C = A·B of square matrices, rows one after the other, into the device's queue.</summary>
    public void Multiply(int side, ArrayView<float> a, ArrayView<float> b, ArrayView<float> c)
    {
        var (one, zero) = (1f, 0f);
        using var turn = launcher.Enter();
        // The library's matrices lie column after column: it sees the transposes, and Cᵀ = Bᵀ·Aᵀ.
        Check(multiply(handle, 0, 0, side, side, side, &one, Address(b), side, Address(a), side, &zero, Address(c), side), "cublasSgemm");
    }

    public void Dispose()
    {
        using var turn = launcher.Enter();
        Check(destroy(handle), "cublasDestroy");
    }

    private static nint Address(ArrayView<float> view) => view.LoadEffectiveAddressAsPtr();

    private static void Check(int status, string call)
    {
        if (status != 0) throw new InvalidOperationException($"{call} failed with status {status}.");
    }
}
