using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>y[o, i, j] = Σ of the terms (o, k, j) over k ≤ i, or over k ≥ i in reverse, in double.</summary>
/// <remarks>
/// Each thread of a team has a run of neighbouring elements: it adds them, learns the sum of the threads before it, and walks over
/// the run again to write. Of a line that is cut into blocks, the blocks' sums are made first, and theirs in turn by this kernel.
/// </remarks>
internal static class CumulativeSumKernel<Terms, Sums> where Terms : struct, ITerms<double> where Sums : struct, ISums
{
    /// <summary>Elements of a block: 16 for each thread of a group.</summary>
    private const int BlockElements = 4096;

    public static void Run(GpuDevice device, Terms terms, Sums sums, AxisSpan span, bool reverse)
    {
        var launcher = device.Launcher;
        var teams = Teams.OfBlocks(launcher, span, BlockElements, reverse);
        if (teams.Lines == 0 || span.Length == 0) return;
        using var ends = new Scratch<double>(device, teams.Blocks > 1 ? teams.Blocks * teams.Lines : 1);
        if (teams.Blocks > 1)
        {
            FoldKernel<double, Terms, SumFold>.RunBlocks(launcher, terms, default, ends.View, teams);
            CumulativeSumKernel<StoredTerms<double>, DoubleSums>.Run(device, new(ends.View), new(ends.View), new(1, teams.Blocks, teams.Lines), reverse: false);
        }
        if (launcher.Shuffles) launcher.Run(teams.Grid(launcher), Kernel<ShuffleExchange>, terms, sums, ends.View, teams);
        else launcher.Run(teams.Grid(launcher), Kernel<SharedExchange>, terms, sums, ends.View, teams);
    }

    /// <summary>ends[block, line] is the sum up to the end of a block; it is not read of a line that is one block.</summary>
    private static void Kernel<X>(Terms terms, Sums sums, ArrayView<double> ends, Teams teams) where X : struct, IExchange
    {
        for (var tile = Grid.IdxX; tile < teams.Tiles; tile += Grid.DimX)
        {
            var seat = teams.At(tile);
            var run = (seat.End - seat.First + teams.Size - 1) / teams.Size;
            var first = seat.First + seat.Lane * run;
            var end = Math.Min(seat.End, first + run);

            var part = 0.0;
            for (var i = first; i < end; i++) part += terms.At(seat.Start + i * teams.Step, i);
            var sum = GroupScan.Before<X>(part, teams.Low, teams.High);
            if (seat.Block > 0 && first < end) sum += ends[(seat.Block - 1) * teams.Lines + seat.Line];
            for (var i = first; i < end; i++)
            {
                var at = seat.Start + i * teams.Step;
                sum += terms.At(at, i);
                sums.Put(at, sum);
            }
        }
    }
}
