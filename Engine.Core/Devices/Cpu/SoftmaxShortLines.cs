using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>Log-sum-exp, softmax and its gradient of lines hardly longer than a vector, such as the scores of ten classes: as many
/// lines as a vector is wide are turned into columns, worked on there, and turned back.</summary>
/// <remarks>Items are groups of lines. Missing lines of the last group repeat its first.</remarks>
internal static unsafe class SoftmaxShortLines<V> where V : struct, IVectorLane<V>
{
    /// <summary>Lines up to this length are short: 2 KiB of columns for the widest vector.</summary>
    public const int Longest = 32;

    private const int Block = Longest * Part.Buffer;

    /// <summary>y = ln Σᵢ exp x[i].</summary>
    public readonly struct LogSumExp(float* x, float* y, int lines, int length) : IRangeWork
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
        public void Run(int first, int count)
        {
            float* columns = stackalloc float[Block];
            for (int line = first * V.Width, end = Math.Min(lines, line + count * V.Width); line < end; line += V.Width)
            {
                var present = Math.Min(V.Width, lines - line);
                Turn(x + (nint)line * length, present, length, columns);
                Part.Store(SoftmaxColumns<V>.LogSumExpOf(columns, V.Width, length), y + line, present);
            }
        }
    }

    /// <summary>y[i] = exp(x[i])/Σᵢ exp x[i], or its logarithm.</summary>
    public readonly struct Softmax(float* x, float* y, int lines, int length, bool logarithm) : IRangeWork
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
        public void Run(int first, int count)
        {
            float* columns = stackalloc float[2 * Block], results = columns + Block;
            for (int line = first * V.Width, end = Math.Min(lines, line + count * V.Width); line < end; line += V.Width)
            {
                var present = Math.Min(V.Width, lines - line);
                Turn(x + (nint)line * length, present, length, columns);
                if (logarithm) SoftmaxColumns<V>.LogColumns(columns, results, V.Width, length, V.Width);
                else SoftmaxColumns<V>.Columns(columns, results, V.Width, length, V.Width);
                TransposeTile.Run(results, V.Width, y + (nint)line * length, length, present, length);
            }
        }
    }

    /// <summary>The gradient of <see cref="Softmax"/>.</summary>
    public readonly struct Gradient(float* g, float* y, float* dx, int lines, int length, bool logarithm) : IRangeWork
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
        public void Run(int first, int count)
        {
            float* gradients = stackalloc float[3 * Block], columns = gradients + Block, results = columns + Block;
            for (int line = first * V.Width, end = Math.Min(lines, line + count * V.Width); line < end; line += V.Width)
            {
                var present = Math.Min(V.Width, lines - line);
                Turn(g + (nint)line * length, present, length, gradients);
                Turn(y + (nint)line * length, present, length, columns);
                if (logarithm) SoftmaxColumns<V>.LogGradient(gradients, columns, results, V.Width, length, V.Width);
                else SoftmaxColumns<V>.GradientOf(gradients, columns, results, V.Width, length, V.Width);
                TransposeTile.Run(results, V.Width, dx + (nint)line * length, length, present, length);
            }
        }
    }

    /// <summary>Lines to columns: to[i, l] = x[l, i].</summary>
    private static void Turn(float* x, int lines, int length, float* to)
    {
        TransposeTile.Run(x, length, to, V.Width, length, lines);
        for (var line = lines; line < V.Width; line++)
            for (var i = 0; i < length; i++) to[i * V.Width + line] = x[i];
    }
}
