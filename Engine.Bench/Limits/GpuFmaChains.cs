using System.Runtime.CompilerServices;
using Engine.Bench.Crossover;
using Engine.Gpu;
using ILGPU;

namespace Engine.Bench.Limits;

/// <summary>Nothing but multiply-adds on a GPU: twin of <see cref="FmaChains{V}"/>.</summary>
/// <remarks>
/// A multiprocessor hides an operation's 4 cycles by its many threads, and by 8 chains a thread besides. ILGPU does not unroll
/// loops, so a round is written out often enough that the loop's own instructions hardly count.
/// </remarks>
internal static class GpuFmaChains
{
    private const int Chains = 8;
    private const int StepsARound = 8;
    private const int Groups = 8;
    private const int LongRun = 512, ShortRun = 1;

    /// <summary>10⁹ operations a second, a multiply-add counting as two.</summary>
    public static double Gigaflops(GpuDevice device, SteadyTime time)
    {
        var emulated = device.Info.Kind == GpuKind.Emulated;
        var (groups, threads, rounds) = (emulated ? 1 : Groups * device.Info.ComputeUnits, device.Launcher.GroupSize, emulated ? ShortRun : LongRun);
        using var result = Tensor.Zeros([groups * threads], device);
        var view = ((GpuStorage)result.Memory).View;
        var milliseconds = time.Measure(() => device.Launcher.Run((groups, threads), Kernel, view, rounds, 0.999f), device.Synchronize);
        return 2.0 * Chains * StepsARound * rounds * groups * threads / milliseconds / 1e6;
    }

    private static void Kernel(ArrayView<float> result, int rounds, float factor)
    {
        var start = 1e-4f * Group.IdxX;
        var r = new State { R0 = start, R1 = start + 1, R2 = start + 2, R3 = start + 3, R4 = start + 4, R5 = start + 5, R6 = start + 6, R7 = start + 7 };
        for (var i = 0; i < rounds; i++)
        {
            r = Step(Step(Step(Step(r, factor), factor), factor), factor);
            r = Step(Step(Step(Step(r, factor), factor), factor), factor);
        }
        result[Grid.IdxX * Group.DimX + Group.IdxX] = r.R0 + r.R1 + r.R2 + r.R3 + r.R4 + r.R5 + r.R6 + r.R7;
    }

    /// <summary>r ← r·x + x in every chain; compilers make one instruction of product and sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static State Step(State r, float x) => new()
    {
        R0 = r.R0 * x + x,
        R1 = r.R1 * x + x,
        R2 = r.R2 * x + x,
        R3 = r.R3 * x + x,
        R4 = r.R4 * x + x,
        R5 = r.R5 * x + x,
        R6 = r.R6 * x + x,
        R7 = r.R7 * x + x,
    };

    private struct State
    {
        public float R0, R1, R2, R3, R4, R5, R6, R7;
    }
}
