using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>The combination of the terms of one line, or of one block of it, by its team; each of its threads gets it.</summary>
internal static class TeamFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<X, T, Terms, F>(Terms terms, F fold, Teams teams, Seat seat)
        where X : struct, IExchange where T : unmanaged where Terms : struct, ITerms<T> where F : struct, IFold<T>
    {
        var total = fold.Nothing;
        var (size, step, start) = (teams.Size, teams.Step, seat.Start);
        var i = seat.First + seat.Lane;
        // Four loads are on their way before the first is waited for; ILGPU does not unroll loops.
        for (; i < seat.End - 3 * size; i += 4 * size)
        {
            var a = terms.At(start + i * step, i);
            var b = terms.At(start + (i + size) * step, i + size);
            var c = terms.At(start + (i + 2 * size) * step, i + 2 * size);
            var d = terms.At(start + (i + 3 * size) * step, i + 3 * size);
            total = fold.Combine(total, fold.Combine(fold.Combine(a, b), fold.Combine(c, d)));
        }
        for (; i < seat.End; i += size) total = fold.Combine(total, terms.At(start + i * step, i));
        return GroupFold.Of<X, T, F>(fold, total, teams.Low, teams.High);
    }
}
