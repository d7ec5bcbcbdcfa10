using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>As <see cref="SoftmaxKernel"/>, of lines that are cut into blocks, since one group a line would leave most of a GPU idle.</summary>
/// <remarks>
/// Each block gives its largest m and s = Σ exp(x − m). The line's are M, the largest m, and Σ s·exp(m − M). What needs both is
/// written in another launch, block by block.
/// </remarks>
internal static class LongSoftmaxKernel
{
    public static void LogSumExp(GpuDevice device, ArrayView<float> x, ArrayView<float> y, Teams teams)
    {
        using var largest = new Scratch<float>(device, teams.Blocks * teams.Lines);
        using var sums = new Scratch<double>(device, teams.Blocks * teams.Lines);
        RunTotals(device.Launcher, x, largest.View, sums.View, teams);
        device.Launcher.Run(device.Launcher.Over(teams.Lines), Logarithms, largest.View, sums.View, y, teams.Lines);
    }

    public static void Softmax(GpuDevice device, ArrayView<float> x, ArrayView<float> y, Teams teams, bool logarithm)
    {
        using var largest = new Scratch<float>(device, teams.Blocks * teams.Lines);
        using var sums = new Scratch<double>(device, teams.Blocks * teams.Lines);
        RunTotals(device.Launcher, x, largest.View, sums.View, teams);
        device.Launcher.Run(teams.Grid(device.Launcher), Values, x, y, largest.View, sums.View, teams, logarithm ? 1 : 0);
    }

    public static void Gradient(GpuDevice device, ArrayView<float> g, ArrayView<float> y, ArrayView<float> dx, AxisSpan span, Teams teams, bool logarithm)
    {
        using var sums = new Scratch<float>(device, teams.Lines);
        if (logarithm) FoldKernel<double, MemoryTerms, SumFold>.Run(device, new(g), default, sums.View, span);
        else FoldKernel<double, ProductTerms, SumFold>.Run(device, new(g, y), default, sums.View, span);
        device.Launcher.Run(teams.Grid(device.Launcher), Slopes, g, y, dx, sums.View, teams, logarithm ? 1 : 0);
    }

    /// <summary>The lines' largest and sums, each at its line's number.</summary>
    private static void RunTotals(Launcher launcher, ArrayView<float> x, ArrayView<float> largest, ArrayView<double> sums, Teams teams)
    {
        var parts = Teams.OfLines(launcher, new(1, teams.Blocks, teams.Lines));
        if (launcher.Shuffles)
        {
            launcher.Run(teams.Grid(launcher), Blocks<ShuffleExchange>, x, largest, sums, teams);
            launcher.Run(parts.Grid(launcher), Totals<ShuffleExchange>, largest, sums, parts);
        }
        else
        {
            launcher.Run(teams.Grid(launcher), Blocks<SharedExchange>, x, largest, sums, teams);
            launcher.Run(parts.Grid(launcher), Totals<SharedExchange>, largest, sums, parts);
        }
    }

    private static void Blocks<X>(ArrayView<float> x, ArrayView<float> largest, ArrayView<double> sums, Teams teams) where X : struct, IExchange
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            var m = SoftmaxKernel.Largest<X>(x, teams, seat);
            var s = SoftmaxKernel.SumExp<X, ExpTerms>(new(x, m), m, teams, seat);
            if (seat.Lane == 0 && seat.Line < teams.Lines)
            {
                largest[seat.Block * teams.Lines + seat.Line] = m;
                sums[seat.Block * teams.Lines + seat.Line] = s;
            }
        }
    }

    /// <summary>In place: a line's first block is at the line's number, and only its own team reads it, before it has the sum.</summary>
    private static void Totals<X>(ArrayView<float> largest, ArrayView<double> sums, Teams teams) where X : struct, IExchange
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            var m = SoftmaxKernel.Largest<X>(largest, teams, seat);
            var s = SoftmaxKernel.SumExp<X, ScaledTerms>(new(largest, sums, m), m, teams, seat);
            if (seat.Lane == 0 && seat.Line < teams.Lines)
            {
                largest[seat.Line] = m;
                sums[seat.Line] = s;
            }
        }
    }

    private static void Logarithms(ArrayView<float> largest, ArrayView<double> sums, ArrayView<float> y, int lines)
    {
        for (var line = Thread.Index; line < lines; line += Thread.Count) y[line] = largest[line] + F32.Log(new((float)sums[line])).Value;
    }

    private static void Values(ArrayView<float> x, ArrayView<float> y, ArrayView<float> largest, ArrayView<double> sums, Teams teams, int logarithm)
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            if (seat.Line < teams.Lines) SoftmaxKernel.Write(x, y, largest[seat.Line], sums[seat.Line], teams, seat, logarithm);
        }
    }

    private static void Slopes(ArrayView<float> g, ArrayView<float> y, ArrayView<float> dx, ArrayView<float> sums, Teams teams, int logarithm)
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            if (seat.Line < teams.Lines) SoftmaxKernel.WriteGradient(g, y, dx, sums[seat.Line], teams, seat, logarithm);
        }
    }
}
