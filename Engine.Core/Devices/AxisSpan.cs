namespace Engine;

/// <summary>A row-major tensor seen around one axis: element (o, i, j) stands at (o·Length + i)·Inner + j.</summary>
/// <param name="Outer">Product of the lengths before the axis.</param>
/// <param name="Length">Length of the axis (or of several neighbouring axes taken as one).</param>
/// <param name="Inner">Product of the lengths after it; 1 if the axis is contiguous.</param>
public readonly record struct AxisSpan(int Outer, int Length, int Inner)
{
    /// <summary>The span around <paramref name="axis"/> of a tensor of shape <paramref name="shape"/>.</summary>
    public static AxisSpan Of(Shape shape, int axis) => Of(shape, axis, axis + 1);

    /// <summary>The span around the axes from <paramref name="first"/> up to, not including, <paramref name="end"/>.</summary>
    public static AxisSpan Of(Shape shape, int first, int end) =>
        new(shape.Product(0, first), shape.Product(first, end), shape.Product(end, shape.Rank));
}
