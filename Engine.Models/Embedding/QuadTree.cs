namespace Engine.Models;

/// <summary>
/// Points of the plane in boxes within boxes, so that far ones count together. The nodes lie in the order of a walk through the tree,
/// each with the place where the walk goes on if what is in its box is not looked at one by one.
/// Barnes &amp; Hut, <i>A Hierarchical O(N log N) Force-Calculation Algorithm</i>, Nature 324 (1986).
/// </summary>
internal sealed class QuadTree
{
    private readonly double[] xs, ys;
    private readonly int[] order;
    private readonly List<Node> nodes;

    /// <param name="X">Centre of mass.</param>
    /// <param name="Y">Of the points in the box.</param>
    /// <param name="Count">How many there are.</param>
    /// <param name="SquaredWidth">Of the smallest box around them; 0 for a leaf.</param>
    /// <param name="Next">The node after all that are in this one.</param>
    private readonly record struct Node(double X, double Y, int Count, double SquaredWidth, int Next);

    public QuadTree(double[] xs, double[] ys)
    {
        (this.xs, this.ys) = (xs, ys);
        order = [.. Enumerable.Range(0, xs.Length)];
        nodes = new(2 * xs.Length);
        Build(order);
    }

    /// <summary>
    /// What all points together do to one: Σⱼ w²·(yᵢ − yⱼ) and Σⱼ w, w = 1/(1 + |yᵢ − yⱼ|²), where a box counts as its centre if it is
    /// narrower than <paramref name="theta"/> times its distance.
    /// </summary>
    /// <param name="x">The point, one of those in the tree; its own w = 1 is left out of the sum.</param>
    /// <param name="y">See there.</param>
    /// <param name="theta">0 to 0.7: with more, a box that holds the point itself could count as far.</param>
    public (double X, double Y, double Sum) Repulsion(double x, double y, double theta)
    {
        var (forceX, forceY, sum, limit) = (0.0, 0.0, -1.0, theta * theta);
        for (var at = 0; at < nodes.Count;)
        {
            var node = nodes[at];
            var (dx, dy) = (x - node.X, y - node.Y);
            var distance = dx * dx + dy * dy;
            if (node.SquaredWidth > limit * distance)
            {
                at++;
                continue;
            }
            var w = 1 / (1 + distance);
            sum += node.Count * w;
            forceX += node.Count * w * w * dx;
            forceY += node.Count * w * w * dy;
            at = node.Next;
        }
        return (forceX, forceY, sum);
    }

    /// <summary>A node for some points and, behind it, those for its quarters.</summary>
    private void Build(Span<int> points)
    {
        var place = nodes.Count;
        var (left, right) = Range(points, xs);
        var (bottom, top) = Range(points, ys);
        var (x, y, wide) = (Mean(points, xs), Mean(points, ys), right - left > top - bottom);
        nodes.Add(default);
        var (low, width) = wide ? (left, right - left) : (bottom, top - bottom);
        if (low + width / 2 > low)                      // else the points are one: a leaf
        {
            var split = Split(points, xs, left + (right - left) / 2);
            Quarter(points[..split], bottom + (top - bottom) / 2);
            Quarter(points[split..], bottom + (top - bottom) / 2);
        }
        else width = 0;
        nodes[place] = new(x, y, points.Length, width * width, nodes.Count);
    }

    private void Quarter(Span<int> points, double middle)
    {
        var split = Split(points, ys, middle);
        if (split > 0) Build(points[..split]);
        if (split < points.Length) Build(points[split..]);
    }

    /// <summary>Puts the points below a bound in front.</summary>
    /// <returns>How many they are.</returns>
    private static int Split(Span<int> points, double[] values, double bound)
    {
        var below = 0;
        for (var i = 0; i < points.Length; i++)
            if (values[points[i]] < bound)
            {
                (points[i], points[below]) = (points[below], points[i]);
                below++;
            }
        return below;
    }

    private static (double Low, double High) Range(ReadOnlySpan<int> points, double[] values)
    {
        var (low, high) = (values[points[0]], values[points[0]]);
        foreach (var i in points) (low, high) = (Math.Min(low, values[i]), Math.Max(high, values[i]));
        return (low, high);
    }

    private static double Mean(ReadOnlySpan<int> points, double[] values)
    {
        var sum = 0.0;
        foreach (var i in points) sum += values[i];
        return sum / points.Length;
    }
}
