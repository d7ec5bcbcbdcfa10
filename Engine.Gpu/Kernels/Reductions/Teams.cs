using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>The lines along an axis, dealt out to teams of threads: a kernel's argument.</summary>
/// <remarks>
/// A team has a power of two of threads, each with several elements of the line: one thread for a few elements, a whole group for
/// many. Contiguous lines are walked by neighbouring threads. Across an axis neighbouring threads walk down neighbouring
/// columns, so that memory is read as it stands, and the threads of a team are one width of columns apart.
/// A line may be cut into blocks of a fixed number of elements, each of which is a team's.
/// </remarks>
internal readonly struct Teams
{
    /// <summary>Elements that are worth a thread of their own: fewer, and combining the threads' results takes longer than they save.</summary>
    private const int Share = 4;

    /// <summary>Columns that are read together: 128 bytes, what the memory of a GPU delivers at once.</summary>
    private const int Columns = 32;

    private readonly int length, inner, block;

    private Teams(AxisSpan span, int group, int block, bool reverse)
    {
        (length, inner, this.block) = (span.Length, span.Inner, block);
        Lines = span.Outer * span.Inner;
        Blocks = Math.Max(1, (int)(((long)length + block - 1) / block));
        var width = inner == 1 ? 1 : Math.Min(Width(inner), group / 2);
        Size = Math.Min(group / width, (int)BitOperations.RoundUpToPowerOf2((uint)(Math.Min(length, block) / Share + 1)));
        Low = inner == 1 ? 1 : group / Size;
        High = Low * Size;
        Tiles = (Lines + group / Size - 1) / (group / Size) * Blocks;
        Reverse = reverse ? 1 : 0;
        Step = reverse ? -inner : inner;
    }

    /// <summary>Lines.</summary>
    public int Lines { get; }

    /// <summary>Blocks of each line.</summary>
    public int Blocks { get; }

    /// <summary>Threads of a team.</summary>
    public int Size { get; }

    /// <summary>From this bit of a thread's number in its group, and …</summary>
    public int Low { get; }

    /// <summary>… below this bit, it is its number in the team.</summary>
    public int High { get; }

    /// <summary>What a group's teams do at a time: a block of each of as many lines as the group has teams.</summary>
    public int Tiles { get; }

    /// <summary>From one element of a line to the next in memory.</summary>
    public int Step { get; }

    private int Reverse { get; }

    /// <summary>Teams for whole lines.</summary>
    public static Teams OfLines(Launcher launcher, AxisSpan span) => new(span, launcher.GroupSize, int.MaxValue, reverse: false);

    /// <summary>Teams for blocks of about <paramref name="elements"/> elements of as many columns as are read together.</summary>
    /// <param name="launcher">The device.</param>
    /// <param name="span">The lines.</param>
    /// <param name="elements">A power of two; it alone, and the lines' shape, decide where lines are cut.</param>
    /// <param name="reverse">Lines begin at their end.</param>
    public static Teams OfBlocks(Launcher launcher, AxisSpan span, int elements, bool reverse = false) =>
        new(span, launcher.GroupSize, elements / Width(span.Inner), reverse);

    private static int Width(int inner) => (int)Math.Min(Columns, BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, inner)));

    /// <summary>Groups for these teams.</summary>
    public KernelConfig Grid(Launcher launcher) => (launcher.GroupsFor(Tiles), launcher.GroupSize);

    /// <summary>This thread's part of tile <paramref name="tile"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Seat At(int tile)
    {
        var thread = Group.IdxX;
        var lane = thread / Low & Size - 1;
        var team = Low == 1 ? thread / Size : thread & Low - 1;
        int number = tile / Blocks, part = tile - number * Blocks;
        var line = number * (Group.DimX / Size) + team;
        var o = line / inner;
        var first = part * block;
        var last = Reverse == 0 ? 0 : (length - 1) * inner;
        return new(line, part, lane, o * length * inner + (line - o * inner) + last, first, line < Lines ? first + Math.Min(length - first, block) : first);
    }
}
