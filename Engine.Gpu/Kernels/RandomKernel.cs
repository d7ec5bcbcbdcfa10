using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Random numbers: a thread draws a block of Philox, four numbers, at a time.</summary>
internal static class RandomKernel
{
    public static void Run(Launcher launcher, RandomKind kind, RandomState state, ArrayView<float> y, int count)
    {
        var grid = launcher.Over(Quad.Over(count));
        if (kind == RandomKind.Uniform) launcher.Run(grid, Uniform, state, y, count);
        else launcher.Run(grid, Normal, state, y, count);
    }

    private static void Uniform(RandomState state, ArrayView<float> y, int count)
    {
        for (var block = Thread.Index; block < Quad.Over(count); block += Thread.Count) Draw.Uniform(state, block).Store(y, block, count);
    }

    private static void Normal(RandomState state, ArrayView<float> y, int count)
    {
        for (var block = Thread.Index; block < Quad.Over(count); block += Thread.Count) Draw.Normal(state, block).Store(y, block, count);
    }
}
