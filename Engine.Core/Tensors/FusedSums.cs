using Engine.Operations;

namespace Engine;

/// <summary>Sums of an op's results in one pass over memory: the results themselves are never written, nor is a gradient for each of them.</summary>
public static class FusedSums
{
    /// <summary>
    /// Σ f(a, b) over <paramref name="axes"/>: <c>logits.ZipSum&lt;BernoulliLogProb&gt;(x, -1)</c> is
    /// <c>logits.Zip&lt;BernoulliLogProb&gt;(x).Sum(-1)</c> in one pass, and its gradient in another.
    /// </summary>
    /// <param name="a">Left operands.</param>
    /// <param name="b">Right operands, which broadcast with them.</param>
    /// <param name="axes">Axes of the broadcast shape; all by default.</param>
    /// <param name="op">f.</param>
    /// <returns>The broadcast shape without the axes.</returns>
    /// <remarks>One pass needs the last axes as those summed, and b to be of a's shape or to repeat along a's first axes; else it is the two operations.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or the devices differ.</exception>
    public static Tensor ZipSum<Op>(this Tensor a, Tensor b, Axes axes = default, Op op = default) where Op : struct, IBinaryOp
    {
        var device = Check.SameDevice(typeof(Op).Name, a, b);
        var shape = Shape.Broadcast(a.Shape, b.Shape);
        var kept = shape.Rank - axes.Of(shape).Length;
        if (!InOnePass(a.Shape, b.Shape, axes.Of(shape), kept)) return a.Zip(b, op).Sum(axes);
        var y = Tensor.Uninitialized(Shape.Create(shape.AsSpan()[..kept]), device);
        device.ZipSum(op, a.Memory, b.Memory, y.Memory, y.Elements, a.Elements / y.Elements, b.Elements);
        return Tape.Recorded(nameof(ZipSum) + typeof(Op).Name, y,
            (a, g => g.LineGradient(new GradientA<Op>(op), new SlopeAOf<Op>(op), a, b)),
            (b, g => g.LineGradient(new GradientB<Op>(op), new SlopeBOf<Op>(op), a, b).SumTo(b.Shape)));
    }

    /// <summary>Whether the summed axes are the last ones, and b is a block of whole lines of a.</summary>
    private static bool InOnePass(Shape a, Shape b, int[] summed, int kept)
    {
        if (a.Elements == 0 || b.Rank > a.Rank || summed.Length > 0 && summed[0] != kept) return false;
        var leading = 0;
        while (leading < b.Rank && b[leading] == 1) leading++;
        for (var axis = 1; axis <= b.Rank - leading; axis++)
            if (b[-axis] != a[-axis]) return false;
        return b.Elements % a.Product(kept, a.Rank) == 0;
    }

    /// <summary>g·s of a's shape for the slope s of an op by one operand; g has one number for each line of a.</summary>
    private static Tensor LineGradient<Gradient, Slope>(this Tensor g, Gradient gradient, Slope slope, Tensor a, Tensor b)
        where Gradient : struct, ITernaryOp where Slope : struct, IBinaryOp
    {
        var result = Tensor.Uninitialized(a.Shape, a.Device);
        a.Device.ZipLines(gradient, g.Memory, a.Memory, b.Memory, result.Memory, g.Elements, a.Elements / g.Elements, b.Elements);
        Tensor OfLines() => g.Reshape([.. g.Shape, .. Enumerable.Repeat(1, a.Rank - g.Rank)]);
        return Tape.Recorded(typeof(Slope).Name + "Gradient", result,
            (g, h => h.ChainWith(a.Zip(b, slope)).SumTo(OfLines().Shape).Reshape(g.Shape)),
            (a, h => h.ChainWith(OfLines()).ZipGradientA(slope, a, b).SumTo(a.Shape)),
            (b, h => h.ChainWith(OfLines()).ZipGradientB(slope, a, b).SumTo(b.Shape)));
    }
}
