using CsCheck;

namespace Engine.Tests.Tensors;

/// <summary>Random shapes: 0-d, empty, and of lengths around the vector width.</summary>
internal static class Shapes
{
    /// <summary>Short axes, empty now and then.</summary>
    public static readonly Gen<int> Length = Gen.Frequency((1, Gen.Const(0)), (2, Gen.Const(1)), (9, Gen.Int[2, 4]));

    /// <summary>Lengths one below, at, and one above 16 and 32, the widths of vector loops.</summary>
    public static readonly Gen<int> Wide = Gen.OneOf(15, 16, 17, 31, 32, 33);

    /// <summary>0 to 3 axes, one of them wide now and then.</summary>
    public static readonly Gen<Shape> Any = Gen.Frequency(
        (4, Length.Array[0, 3].Select(lengths => Shape.Create(lengths))),
        (1, Wide.Select(n => Shape.Create([n]))),
        (1, Gen.Select(Gen.Int[1, 2], Wide, (m, n) => Shape.Create([m, n]))),
        (1, Gen.Select(Wide, Gen.Int[1, 2], (m, n) => Shape.Create([m, n]))));

    /// <summary>At least one axis.</summary>
    public static readonly Gen<Shape> WithAxis = Any.Where(shape => shape.Rank > 0);

    /// <summary>At least one element.</summary>
    public static readonly Gen<Shape> Filled = Any.Where(shape => shape.Elements > 0);

    /// <summary>A shape and one of its axes, negative half of the time.</summary>
    public static readonly Gen<(Shape Shape, int Axis)> AndAxis =
        from shape in WithAxis
        from axis in Gen.Int[-shape.Rank, shape.Rank - 1]
        select (shape, axis);

    /// <summary>A shape and some of its axes: all, none, one or several.</summary>
    public static readonly Gen<(Shape Shape, Axes Axes)> AndAxes =
        from shape in Any
        from chosen in Gen.Bool.Array[shape.Rank]
        from all in Gen.Int[0, 3]
        select (shape, all == 0 ? Axes.All : Axes.Create([.. Enumerable.Range(0, shape.Rank).Where(axis => chosen[axis])]));

    /// <summary>A shape that broadcasts to <paramref name="target"/>: leading axes dropped, others of length 1.</summary>
    public static Gen<Shape> BroadcastingTo(Shape target) =>
        from dropped in Gen.Int[0, target.Rank]
        from single in Gen.Int[0, 2].Array[target.Rank]
        select Shape.Create([.. Enumerable.Range(0, target.Rank).Skip(dropped).Select(axis => single[axis] == 0 ? 1 : target[axis])]);

    /// <summary>Two shapes that broadcast.</summary>
    public static readonly Gen<(Shape A, Shape B)> Pair =
        from target in Any
        from a in BroadcastingTo(target)
        from b in BroadcastingTo(target)
        select (a, b);
}
