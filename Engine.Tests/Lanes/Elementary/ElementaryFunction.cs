using Engine.Lanes;

namespace Engine.Tests.Lanes.Elementary;

/// <summary>A function of one argument, written once for every lane.</summary>
internal interface IElementary
{
    static abstract L Of<L>(L x) where L : struct, ILane<L>;
}

/// <summary>One row of the test table: a function, where it is sampled, and the error it may show.</summary>
/// <param name="name">What the row is called in the table and in failures.</param>
internal abstract class ElementaryFunction(string name)
{
    public string Name => name;

    /// <summary>The row only samples arguments from here …</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <summary>… to here.</summary>
    public double High { get; init; } = double.PositiveInfinity;

    /// <summary>Allowed error in ulp of V256 and V512, which have a fused multiply-add.</summary>
    public required double Fused { get; init; }

    /// <summary>Allowed error in ulp of F32, which has none; null where F32 makes no claim.</summary>
    public required double? Unfused { get; init; }

    /// <summary>
    /// Where a zero of the function comes from cancellation, the size of what cancels: there the error is counted in ulp of
    /// this size, so that the bound is an absolute one.
    /// </summary>
    public Func<double, double> Cancelling { get; init; } = _ => 0;

    /// <summary>The function in double.</summary>
    public abstract double Oracle(double x);

    /// <summary>The function over the float lane <paramref name="lane"/>.</summary>
    public abstract float[] Run(string lane, float[] xs);

    /// <summary>The function on a device.</summary>
    public abstract float[] Run(Device device, float[] xs);

    public double? Bound(string lane) => lane == nameof(F32) ? Unfused : Fused;
}

/// <inheritdoc cref="ElementaryFunction"/>
internal sealed class ElementaryFunction<F>(string name) : ElementaryFunction(name) where F : struct, IElementary
{
    public override double Oracle(double x) => F.Of(new F64(x)).Value;

    public override float[] Run(Device device, float[] xs)
    {
        using var scope = new Scope();
        return Tensor.From(xs, [xs.Length], device).Map(default(ElementaryOp<F>)).ToArray();
    }

    public override float[] Run(string lane, float[] xs) => lane switch
    {
        nameof(F32) => [.. xs.Select(x => F.Of(new F32(x)).Value)],
        nameof(V256) => Vectors.Map<V256>(xs, F.Of),
        nameof(V512) => Vectors.Map<V512>(xs, F.Of),
        _ => throw new ArgumentOutOfRangeException(nameof(lane), lane, "no such lane"),
    };
}
