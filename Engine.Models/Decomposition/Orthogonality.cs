using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>How far directions are from being orthogonal.</summary>
public static class Orthogonality
{
    /// <summary>The largest |cosine| between two of them: 0 if all are orthogonal, 1 if two are parallel.</summary>
    /// <param name="directions">At least two, one a row, none of them 0: [directions, features]. On any device.</param>
    /// <exception cref="ArgumentException">There are fewer than two, or one is 0 or not finite.</exception>
    public static double LargestCosine(Tensor directions)
    {
        if (directions.Rank != 2 || directions.Shape[0] < 2 || directions.Elements == 0) throw new ArgumentException($"directions has shape {directions.Shape}; expected at least two of them, [directions, features].", nameof(directions));
        var (rows, most) = (Rows.Of(directions), 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            var norm = TensorPrimitives.Norm<double>(rows[i]);
            if (!(norm > 0 && double.IsFinite(norm))) throw new ArgumentException($"Direction {i} has length {norm}.", nameof(directions));
            TensorPrimitives.Divide(rows[i], norm, rows[i]);
            for (var j = 0; j < i; j++) most = Math.Max(most, Math.Abs(TensorPrimitives.Dot<double>(rows[i], rows[j])));
        }
        return Math.Min(1, most);
    }
}
