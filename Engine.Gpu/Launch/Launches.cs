using ILGPU;
using ILGPU.Runtime;

namespace Engine.Gpu;

/// <summary>One launch for each number of arguments that kernels have.</summary>
internal sealed partial class Launcher
{
    public void Run<T1, T2>(KernelConfig grid, Action<T1, T2> kernel, T1 a1, T2 a2)
        where T1 : struct where T2 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3>(KernelConfig grid, Action<T1, T2, T3> kernel, T1 a1, T2 a2, T3 a3)
        where T1 : struct where T2 : struct where T3 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3, T4>(KernelConfig grid, Action<T1, T2, T3, T4> kernel, T1 a1, T2 a2, T3 a3, T4 a4)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3, a4); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3, T4, T5>(KernelConfig grid, Action<T1, T2, T3, T4, T5> kernel, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3, a4, a5); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3, T4, T5, T6>(KernelConfig grid, Action<T1, T2, T3, T4, T5, T6> kernel, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3, a4, a5, a6); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7>(KernelConfig grid, Action<T1, T2, T3, T4, T5, T6, T7> kernel, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3, a4, a5, a6, a7); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7, T8>(KernelConfig grid, Action<T1, T2, T3, T4, T5, T6, T7, T8> kernel, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3, a4, a5, a6, a7, a8); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7, T8, T9>(KernelConfig grid, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> kernel, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3, a4, a5, a6, a7, a8, a9); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(KernelConfig grid, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> kernel, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(KernelConfig grid, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> kernel, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(KernelConfig grid, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> kernel, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12); }
        catch (AcceleratorException error) { throw Lost(error); }
    }

    public void Run<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(KernelConfig grid, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> kernel, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct
    {
        try { using (Enter()) Load(kernel, static (device, method) => device.LoadStreamKernel(method))?.Invoke(grid, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13); }
        catch (AcceleratorException error) { throw Lost(error); }
    }
}
