using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>y[o, j] = the combination over i of terms (o, i, j): a team a line, whose threads' results are combined.</summary>
/// <remarks>Long lines are cut into blocks of fixed length; their results are stored and combined by another launch.</remarks>
internal static class FoldKernel<T, Terms, F> where T : unmanaged where Terms : struct, ITerms<T> where F : struct, IFold<T>
{
    /// <summary>Elements of a block: 32 for each thread of a group, so that a line of a million still has work for 128 groups.</summary>
    private const int BlockElements = 8192;

    public static void Run(GpuDevice device, Terms terms, F fold, ArrayView<float> y, AxisSpan span)
    {
        var launcher = device.Launcher;
        var teams = Teams.OfBlocks(launcher, span, BlockElements);
        if (teams.Lines == 0) return;
        if (teams.Blocks == 1)
        {
            if (launcher.Shuffles) launcher.Run(teams.Grid(launcher), Lines<ShuffleExchange>, terms, fold, y, teams);
            else launcher.Run(teams.Grid(launcher), Lines<SharedExchange>, terms, fold, y, teams);
            return;
        }
        using var partial = new Scratch<T>(device, teams.Blocks * teams.Lines);
        RunBlocks(launcher, terms, fold, partial.View, teams);
        FoldKernel<T, StoredTerms<T>, F>.Run(device, new(partial.View), fold, y, new(1, teams.Blocks, teams.Lines));
    }

    /// <summary>partial[block, line] = the combination of each block.</summary>
    public static void RunBlocks(Launcher launcher, Terms terms, F fold, ArrayView<T> partial, Teams teams)
    {
        if (launcher.Shuffles) launcher.Run(teams.Grid(launcher), Blocks<ShuffleExchange>, terms, fold, partial, teams);
        else launcher.Run(teams.Grid(launcher), Blocks<SharedExchange>, terms, fold, partial, teams);
    }

    private static void Lines<X>(Terms terms, F fold, ArrayView<float> y, Teams teams) where X : struct, IExchange
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            var total = TeamFold.Of<X, T, Terms, F>(terms, fold, teams, seat);
            if (seat.Lane == 0 && seat.Line < teams.Lines) y[seat.Line] = fold.Result(total);
        }
    }

    private static void Blocks<X>(Terms terms, F fold, ArrayView<T> partial, Teams teams) where X : struct, IExchange
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            var total = TeamFold.Of<X, T, Terms, F>(terms, fold, teams, seat);
            if (seat.Lane == 0 && seat.Line < teams.Lines) partial[seat.Block * teams.Lines + seat.Line] = total;
        }
    }
}
