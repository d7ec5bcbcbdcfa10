namespace Engine.Gpu.Kernels.Reductions;

/// <summary>What one thread of <see cref="Teams"/> has to do.</summary>
/// <param name="line">The line's number.</param>
/// <param name="block">Which block of the line.</param>
/// <param name="lane">The thread's number in its team.</param>
/// <param name="start">Where the line's first element stands.</param>
/// <param name="first">The block's first element.</param>
/// <param name="end">The element after its last; <paramref name="first"/> for a line that does not exist.</param>
internal readonly struct Seat(int line, int block, int lane, int start, int first, int end)
{
    public int Line { get; } = line;
    public int Block { get; } = block;
    public int Lane { get; } = lane;
    public int Start { get; } = start;
    public int First { get; } = first;
    public int End { get; } = end;
}
