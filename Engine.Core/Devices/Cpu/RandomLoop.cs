using System.Runtime.CompilerServices;
using Engine.Lanes;
using Engine.Lanes.Elementary;

namespace Engine.Devices.Cpu;

/// <summary>Random numbers, block by block of Philox; an item is one block, four numbers.</summary>
/// <remarks>A number depends on its position only, so neither the vector's width nor the split among threads shows.</remarks>
internal readonly unsafe struct RandomLoop<V, P>(RandomKind kind, ulong seed, ulong stream, ulong counter, float* y, int count) : IRangeWork
    where V : struct, IVectorLane<V> where P : struct, IPhiloxVector<V>
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Run(int first, int blocks)
    {
        var numbers = (int)Math.Min(4L * blocks, count - 4L * first);
        var whole = numbers - numbers % (4 * V.Width);
        var start = counter + (ulong)first;
        float* to = y + 4L * first;
        Fill(start, to, whole);
        if (whole == numbers) return;

        float* buffer = stackalloc float[4 * Part.Buffer];
        Fill(start + (ulong)whole / 4, buffer, 4 * V.Width);
        new ReadOnlySpan<float>(buffer, numbers - whole).CopyTo(new(to + whole, numbers - whole));
    }

    private void Fill(ulong start, float* to, int numbers)
    {
        if (kind == RandomKind.Uniform) Uniform(seed, stream, start, to, numbers);
        else Normal(seed, stream, start, to, numbers);
    }

    /// <summary>n·2⁻²⁴ for the 24 bits n: exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Uniform(ulong seed, ulong stream, ulong counter, float* to, nint numbers)
    {
        for (nint i = 0; i < numbers; i += 4 * V.Width)
        {
            P.Blocks(seed, stream, counter + (ulong)i / 4, out var even, out var odd, out var nextEven, out var nextOdd);
            P.Interleave(even * V.Of(1.0 / (1 << 24)), odd * V.Of(1.0 / (1 << 24)), to + i);
            P.Interleave(nextEven * V.Of(1.0 / (1 << 24)), nextOdd * V.Of(1.0 / (1 << 24)), to + i + 2 * V.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normal(ulong seed, ulong stream, ulong counter, float* to, nint numbers)
    {
        for (nint i = 0; i < numbers; i += 4 * V.Width)
        {
            P.Blocks(seed, stream, counter + (ulong)i / 4, out var even, out var odd, out var nextEven, out var nextOdd);
            BoxMuller.Transform(ref even, ref odd);
            BoxMuller.Transform(ref nextEven, ref nextOdd);
            P.Interleave(even, odd, to + i);
            P.Interleave(nextEven, nextOdd, to + i + 2 * V.Width);
        }
    }
}
