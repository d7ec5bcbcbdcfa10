using System.Runtime.CompilerServices;
using Engine.Lanes;
using Engine.Operations;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Log-sum-exp, softmax and its gradient: a team of threads a line, which passes over it several times; after the first
/// the line lies in the caches.</summary>
internal static class SoftmaxKernel
{
    public static void LogSumExp(Launcher launcher, ArrayView<float> x, ArrayView<float> y, AxisSpan span)
    {
        var teams = Teams.OfLines(launcher, span);
        if (launcher.Shuffles) launcher.Run(teams.Grid(launcher), LogSumExp<ShuffleExchange>, x, y, teams);
        else launcher.Run(teams.Grid(launcher), LogSumExp<SharedExchange>, x, y, teams);
    }

    public static void Softmax(Launcher launcher, ArrayView<float> x, ArrayView<float> y, AxisSpan span, bool logarithm)
    {
        var teams = Teams.OfLines(launcher, span);
        if (launcher.Shuffles) launcher.Run(teams.Grid(launcher), Softmax<ShuffleExchange>, x, y, teams, logarithm ? 1 : 0);
        else launcher.Run(teams.Grid(launcher), Softmax<SharedExchange>, x, y, teams, logarithm ? 1 : 0);
    }

    public static void Gradient(Launcher launcher, ArrayView<float> g, ArrayView<float> y, ArrayView<float> dx, AxisSpan span, bool logarithm)
    {
        var teams = Teams.OfLines(launcher, span);
        if (launcher.Shuffles) launcher.Run(teams.Grid(launcher), Gradient<ShuffleExchange>, g, y, dx, teams, logarithm ? 1 : 0);
        else launcher.Run(teams.Grid(launcher), Gradient<SharedExchange>, g, y, dx, teams, logarithm ? 1 : 0);
    }

    private static void LogSumExp<X>(ArrayView<float> x, ArrayView<float> y, Teams teams) where X : struct, IExchange
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            var largest = Largest<X>(x, teams, seat);
            var sum = SumExp<X, ExpTerms>(new(x, largest), largest, teams, seat);
            if (seat.Lane == 0 && seat.Line < teams.Lines) y[seat.Line] = largest + F32.Log(new((float)sum)).Value;
        }
    }

    private static void Softmax<X>(ArrayView<float> x, ArrayView<float> y, Teams teams, int logarithm) where X : struct, IExchange
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            var largest = Largest<X>(x, teams, seat);
            Write(x, y, largest, SumExp<X, ExpTerms>(new(x, largest), largest, teams, seat), teams, seat, logarithm);
        }
    }

    private static void Gradient<X>(ArrayView<float> g, ArrayView<float> y, ArrayView<float> dx, Teams teams, int logarithm) where X : struct, IExchange
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            var sum = logarithm != 0
                ? TeamFold.Of<X, double, MemoryTerms, SumFold>(new(g), default, teams, seat)
                : TeamFold.Of<X, double, ProductTerms, SumFold>(new(g, y), default, teams, seat);
            WriteGradient(g, y, dx, (float)sum, teams, seat, logarithm);
        }
    }

    /// <summary>The largest of the line; −∞ of an empty one, NaN with a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest<X>(ArrayView<float> x, Teams teams, Seat seat) where X : struct, IExchange =>
        TeamFold.Of<X, float, StoredTerms<float>, ReducerFold<Maximum>>(new(x), default, teams, seat);

    /// <summary>Σᵢ exp(x[i] − m) of such terms, or 1 where m is infinite and stands for the whole sum: ∞ − ∞ is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumExp<X, Terms>(Terms terms, float largest, Teams teams, Seat seat) where X : struct, IExchange where Terms : struct, ITerms<double>
    {
        var sum = TeamFold.Of<X, double, Terms, SumFold>(terms, default, teams, seat);
        return F32.Abs(new(largest)).Value == float.PositiveInfinity ? 1 : sum;
    }

    /// <summary>y[i] = exp(x[i] − m)/s, or x[i] − m − ln s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ArrayView<float> x, ArrayView<float> y, float largest, double sum, Teams teams, Seat seat, int logarithm)
    {
        var logSum = F32.Log(new((float)sum)).Value;
        var factor = (float)(1 / sum);
        for (var i = seat.First + seat.Lane; i < seat.End; i += teams.Size)
        {
            var at = seat.Start + i * teams.Step;
            var shifted = x[at] - largest;
            y[at] = logarithm != 0 ? shifted - logSum : F32.Exp(new(shifted)).Value * factor;
        }
    }

    /// <summary>dx[i] = y[i]·(g[i] − s), or g[i] − exp(y[i])·s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteGradient(ArrayView<float> g, ArrayView<float> y, ArrayView<float> dx, float sum, Teams teams, Seat seat, int logarithm)
    {
        for (var i = seat.First + seat.Lane; i < seat.End; i += teams.Size)
        {
            var at = seat.Start + i * teams.Step;
            dx[at] = logarithm != 0 ? g[at] - F32.Exp(new(y[at])).Value * sum : y[at] * (g[at] - sum);
        }
    }
}
