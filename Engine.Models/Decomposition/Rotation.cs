using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>A turn in the plane of two rows.</summary>
internal static class Rotation
{
    /// <summary>a ← c·a + s·b and b ← c·b − s·a.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another of its length.</param>
    /// <param name="c">Cosine.</param>
    /// <param name="s">Sine.</param>
    /// <param name="spare">Room for a row.</param>
    public static void Apply(Span<double> a, Span<double> b, double c, double s, Span<double> spare)
    {
        spare = spare[..a.Length];
        TensorPrimitives.Multiply(a, -s, spare);
        TensorPrimitives.Multiply(a, c, a);
        TensorPrimitives.MultiplyAdd(b, s, a, a);
        TensorPrimitives.MultiplyAdd(b, c, spare, b);
    }
}
