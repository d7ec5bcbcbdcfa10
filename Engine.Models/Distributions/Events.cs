namespace Engine.Models;

/// <summary>Shapes of distributions whose event is the last axis or the last two.</summary>
internal static class Events
{
    /// <summary>The shape without its last axis.</summary>
    /// <exception cref="ArgumentException">There is none of at least one number.</exception>
    public static Shape Batch(string argument, Tensor parameter) => parameter.Rank > 0 && parameter.Shape[-1] > 0
        ? Without(parameter.Shape, 1)
        : throw new ArgumentException($"{argument} has shape {parameter.Shape}; expected [..., n] with n ≥ 1.", argument);

    /// <summary>The shape without its last axes.</summary>
    public static Shape Without(Shape shape, int axes) => Shape.Create(shape.AsSpan()[..^axes]);

    /// <summary>The last axes, as an argument of a sum.</summary>
    public static Axes Last(int axes) => Axes.Create([.. Enumerable.Range(-axes, axes)]);
}
