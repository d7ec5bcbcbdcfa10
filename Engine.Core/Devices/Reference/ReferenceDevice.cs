using Engine.Lanes;
using Engine.Operations;

namespace Engine.Devices.Reference;

/// <summary>The oracle: every operation as the loop that defines it, in double, on one thread. Slow and right.</summary>
public sealed class ReferenceDevice : Device
{
    internal ReferenceDevice() { }

    internal static ReferenceDevice Shared { get; } = new();

    /// <inheritdoc/>
    public override string Name => "reference";

    /// <inheritdoc/>
    public override double Epsilon => Math.ScaleB(1, -53);

    /// <inheritdoc/>
    public override int ElementBytes => sizeof(double);

    private static double[] Of(Storage storage) => ((ReferenceStorage)storage).Values;

    /// <inheritdoc/>
    protected override Storage Allocate(int capacity) => new ReferenceStorage(this, capacity);

    /// <inheritdoc/>
    public override void Upload(ReadOnlySpan<float> source, Storage destination)
    {
        var y = Of(destination);
        for (var i = 0; i < source.Length; i++) y[i] = source[i];
    }

    /// <inheritdoc/>
    public override void Upload(ReadOnlySpan<double> source, Storage destination) => source.CopyTo(Of(destination));

    /// <inheritdoc/>
    public override void Download(Storage source, Span<float> destination)
    {
        var x = Of(source);
        for (var i = 0; i < destination.Length; i++) destination[i] = (float)x[i];
    }

    /// <inheritdoc/>
    public override void Download(Storage source, Span<double> destination) => Of(source).AsSpan(0, destination.Length).CopyTo(destination);

    /// <inheritdoc/>
    public override void Fill(Storage y, int count, double value) => Of(y).AsSpan(0, count).Fill(value);

    /// <inheritdoc/>
    public override void CopyRows(Storage x, int xOffset, int xStride, Storage y, int yOffset, int yStride, int rows, int count)
    {
        for (var row = 0; row < rows; row++)
            Array.Copy(Of(x), xOffset + row * xStride, Of(y), yOffset + row * yStride, count);
    }

    /// <inheritdoc/>
    public override void Map<Op>(Op op, Storage x, Storage y, int count)
    {
        var (from, to) = (Of(x), Of(y));
        for (var i = 0; i < count; i++) to[i] = op.Value(new F64(from[i])).Value;
    }

    /// <inheritdoc/>
    public override void MapGradient<Op>(Op op, Storage g, Storage x, Storage y, Storage dx, int count)
    {
        var (gradient, input, output, result) = (Of(g), Of(x), Of(y), Of(dx));
        for (var i = 0; i < count; i++)
            result[i] = default(Chain).Value(new F64(gradient[i]), op.Slope(new F64(input[i]), new F64(output[i]))).Value;
    }

    /// <inheritdoc/>
    public override void Zip<Op>(Op op, Storage a, Storage b, Storage y, Broadcast plan)
    {
        var (left, right, to) = (Of(a), Of(b), Of(y));
        for (var i = 0; i < plan.Elements; i++)
        {
            var (rest, atA, atB) = (i, 0, 0);
            for (var axis = plan.Lengths.Length - 1; axis >= 0; axis--)
            {
                atA += rest % plan.Lengths[axis] * plan.StridesA[axis];
                atB += rest % plan.Lengths[axis] * plan.StridesB[axis];
                rest /= plan.Lengths[axis];
            }
            to[i] = op.Value(new F64(left[atA]), new F64(right[atB])).Value;
        }
    }

    /// <inheritdoc/>
    public override void Zip<Op>(Op op, Storage a, Storage b, Storage c, Storage y, int count)
    {
        for (var i = 0; i < count; i++)
            Of(y)[i] = op.Value(new F64(Of(a)[i]), new F64(Of(b)[i]), new F64(Of(c)[i])).Value;
    }

    /// <inheritdoc/>
    public override void ZipLines<Op>(Op op, Storage a, Storage b, Storage c, Storage y, int lines, int length, int repeat)
    {
        for (var i = 0; i < lines * length; i++)
            Of(y)[i] = op.Value(new F64(Of(a)[i / length]), new F64(Of(b)[i]), new F64(Of(c)[i % repeat])).Value;
    }

    /// <inheritdoc/>
    public override void ZipSum<Op>(Op op, Storage a, Storage b, Storage y, int lines, int length, int repeat)
    {
        for (var line = 0; line < lines; line++)
        {
            var sum = 0.0;
            for (var i = line * length; i < (line + 1) * length; i++) sum += op.Value(new F64(Of(a)[i]), new F64(Of(b)[i % repeat])).Value;
            Of(y)[line] = sum;
        }
    }

    /// <inheritdoc/>
    public override void Sum(Storage x, Storage y, AxisSpan span) => ReferenceReductions.Sum(Of(x), Of(y), span);

    /// <inheritdoc/>
    public override void Reduce<R>(R reducer, Storage x, Storage y, AxisSpan span) => ReferenceReductions.Reduce(reducer, Of(x), Of(y), span);

    /// <inheritdoc/>
    public override void ArgMax(Storage x, Storage y, AxisSpan span) => ReferenceReductions.ArgMax(Of(x), Of(y), span);

    /// <inheritdoc/>
    public override void CumulativeSum(Storage x, Storage y, AxisSpan span, bool reverse) => ReferenceReductions.CumulativeSum(Of(x), Of(y), span, reverse);

    /// <inheritdoc/>
    public override void LogSumExp(Storage x, Storage y, AxisSpan span) => ReferenceReductions.LogSumExp(Of(x), Of(y), span);

    /// <inheritdoc/>
    public override void Softmax(Storage x, Storage y, AxisSpan span, bool logarithm) => ReferenceReductions.Softmax(Of(x), Of(y), span, logarithm);

    /// <inheritdoc/>
    public override void SoftmaxGradient(Storage g, Storage y, Storage dx, AxisSpan span, bool logarithm) =>
        ReferenceReductions.SoftmaxGradient(Of(g), Of(y), Of(dx), span, logarithm);

    /// <inheritdoc/>
    public override void LayerNorm(Storage x, Storage scale, Storage shift, Storage y, int lines, int length, double epsilon)
    {
        for (var line = 0; line < lines; line++)
        {
            var numbers = Of(x).AsSpan(line * length, length);
            double mean = 0, variance = 0;
            foreach (var number in numbers) mean += number / length;
            foreach (var number in numbers) variance += (number - mean) * (number - mean) / length;
            for (var i = 0; i < length; i++)
                Of(y)[line * length + i] = (numbers[i] - mean) / Math.Sqrt(variance + epsilon) * Of(scale)[i] + Of(shift)[i];
        }
    }

    /// <inheritdoc/>
    public override void MatMul<Op>(in MatMulPlan plan, Storage a, Storage b, Storage? bias, Op activation, Storage c)
    {
        var (left, right, to) = (Of(a), Of(b), Of(c));
        for (var batch = 0; batch < plan.Batch; batch++)
            for (var i = 0; i < plan.M; i++)
                for (var j = 0; j < plan.N; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < plan.K; k++)
                        sum += left[plan.OffsetsA[batch] + (plan.TransposeA ? k * plan.M + i : i * plan.K + k)]
                            * right[plan.OffsetsB[batch] + (plan.TransposeB ? j * plan.K + k : k * plan.N + j)];
                    to[(batch * plan.M + i) * plan.N + j] = activation.Value(new F64(sum + (bias is null ? 0 : Of(bias)[j]))).Value;
                }
    }

    /// <inheritdoc/>
    public override void Cholesky(Storage a, Storage l, int batch, int n)
    {
        for (var at = 0; at < batch * n * n; at += n * n) ReferenceFactorizations.Cholesky(Of(a).AsSpan(at, n * n), Of(l).AsSpan(at, n * n), n);
    }

    /// <inheritdoc/>
    public override void SolveTriangular(Storage l, Storage b, Storage x, int batch, int n, int columns, bool transpose)
    {
        for (var i = 0; i < batch; i++)
            ReferenceFactorizations.SolveTriangular(Of(l).AsSpan(i * n * n), Of(b).AsSpan(i * n * columns), Of(x).AsSpan(i * n * columns), n, columns, transpose);
    }

    /// <inheritdoc/>
    public override void Gather(Storage x, Storage index, Storage y, AxisSpan span, int count)
    {
        for (var o = 0; o < span.Outer; o++)
            for (var k = 0; k < count; k++)
                for (var j = 0; j < span.Inner; j++)
                    Of(y)[(o * count + k) * span.Inner + j] = Of(x)[(o * span.Length + (int)Of(index)[k]) * span.Inner + j];
    }

    /// <inheritdoc/>
    public override void ScatterAdd(Storage g, Storage index, Storage y, AxisSpan span, int count)
    {
        for (var o = 0; o < span.Outer; o++)
            for (var k = 0; k < count; k++)
                for (var j = 0; j < span.Inner; j++)
                    Of(y)[(o * span.Length + (int)Of(index)[k]) * span.Inner + j] += Of(g)[(o * count + k) * span.Inner + j];
    }

    /// <inheritdoc/>
    public override void Permute(Storage x, Storage y, Shape shape, ReadOnlySpan<int> axes)
    {
        for (var i = 0; i < shape.Elements; i++)
        {
            var (rest, from) = (i, 0);
            for (var d = axes.Length - 1; d >= 0; d--)
            {
                var length = shape[axes[d]];
                from += rest % length * shape.Product(axes[d] + 1, shape.Rank);
                rest /= length;
            }
            Of(y)[i] = Of(x)[from];
        }
    }

    /// <inheritdoc/>
    public override void Random(RandomKind kind, ulong seed, ulong stream, ulong counter, Storage y, int count) =>
        ReferenceRandom.Fill(kind, seed, stream, counter, Of(y).AsSpan(0, count));

    /// <inheritdoc/>
    public override void Sample<Op>(Op op, RandomState noise, Storage a, Storage b, Storage y, Storage? kept, Storage? total, int count)
    {
        var drawn = kept is null ? new double[count] : Of(kept);
        if (op.Draws) ReferenceRandom.Fill(RandomKind.Normal, noise.Seed, noise.Stream, noise.Counter, drawn.AsSpan(0, count));
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            Of(y)[i] = op.Value(new F64(Of(a)[i]), new F64(Of(b)[i]), new F64(drawn[i]), out var rest, out var ratio).Value;
            sum += (rest - F64.Log(ratio)).Value;
        }
        if (total is not null) Of(total)[0] = sum;
    }

    /// <inheritdoc/>
    public override void SampleGradient<Op>(Op op, Storage? g, Storage? h, Storage a, Storage b, Storage? noise, Storage da, Storage db, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (byValue, byTotal) = (new F64(g is null ? 0 : Of(g)[i]), new F64(h is null ? 0 : Of(h)[0]));
            op.Gradient(new F64(Of(a)[i]), new F64(Of(b)[i]), new F64(noise is null ? 0 : Of(noise)[i]), byValue, byTotal, out var byA, out var byB);
            (Of(da)[i], Of(db)[i]) = (byA.Value, byB.Value);
        }
    }

    /// <inheritdoc/>
    public override void Update<Rule>(Rule rule, Storage parameter, Storage gradient, Storage? first, Storage? second, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var p = new F64(Of(parameter)[i]);
            var m = new F64(first is null ? 0 : Of(first)[i]);
            var v = new F64(second is null ? 0 : Of(second)[i]);
            rule.Step(ref p, new F64(Of(gradient)[i]), ref m, ref v);
            Of(parameter)[i] = p.Value;
            if (first is not null) Of(first)[i] = m.Value;
            if (second is not null) Of(second)[i] = v.Value;
        }
    }
}
