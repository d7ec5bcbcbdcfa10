using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>y = (x − μ)/√(σ² + ε)·scale + shift, line by line: three passes over a line that after the first lies in the caches.</summary>
internal static class LayerNormKernel
{
    public static void Run(Launcher launcher, ArrayView<float> x, ArrayView<float> scale, ArrayView<float> shift, ArrayView<float> y, int lines, int length, double epsilon)
    {
        if (lines == 0 || length == 0) return;
        var teams = Teams.OfLines(launcher, new(lines, length, 1));
        if (launcher.Shuffles) launcher.Run(teams.Grid(launcher), Kernel<ShuffleExchange>, x, scale, shift, y, epsilon, teams, length);
        else launcher.Run(teams.Grid(launcher), Kernel<SharedExchange>, x, scale, shift, y, epsilon, teams, length);
    }

    private static void Kernel<X>(ArrayView<float> x, ArrayView<float> scale, ArrayView<float> shift, ArrayView<float> y, double epsilon, Teams teams, int length) where X : struct, IExchange
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            var mean = TeamFold.Of<X, double, MemoryTerms, SumFold>(new(x), default, teams, seat) / length;
            // Two passes, since Σx² − n·μ² would cancel.
            var variance = TeamFold.Of<X, double, DistanceTerms, SumFold>(new(x, mean), default, teams, seat) / length;
            var inverse = 1 / Math.Sqrt(variance + epsilon);
            for (var i = seat.Lane; i < seat.End; i += teams.Size)
                y[seat.Start + i] = (float)((x[seat.Start + i] - mean) * inverse) * scale[i] + shift[i];
        }
    }
}
