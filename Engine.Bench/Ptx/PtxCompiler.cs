using System.Reflection;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace Engine.Bench.Ptx;

/// <summary>ILGPU's compiler to PTX, without a card.</summary>
public sealed class PtxCompiler : IDisposable
{
    private readonly Context context = Context.Create(builder => builder.CPU());
    private readonly PTXBackend backend;

    /// <summary>For cards of an architecture, such as <c>sm_80</c>.</summary>
    public PtxCompiler(CudaArchitecture architecture) => backend = new(context, architecture, CudaInstructionSet.ISA_80, null!);

    /// <summary>The PTX of a kernel.</summary>
    public string Compile(MethodInfo kernel) => ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), KernelSpecialization.Empty)).PTXAssembly;

    /// <inheritdoc/>
    public void Dispose()
    {
        backend.Dispose();
        context.Dispose();
    }
}
