namespace Engine.Models;

/// <summary>What classes of points can be told by their nearest neighbours: a judge of codes that were learnt without labels.</summary>
public static class NearestNeighbours
{
    /// <summary>The share of points whose class is that of most of their nearest known points. Of classes that are equally frequent among these the one of the nearest counts.</summary>
    /// <param name="known">Points whose classes are known, [points, features], on any device.</param>
    /// <param name="knownLabels">Their classes as whole numbers, [points].</param>
    /// <param name="asked">Points to tell the classes of, [others, features].</param>
    /// <param name="askedLabels">The right answers, [others].</param>
    /// <param name="neighbours">How many known points have a say.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a label is no whole number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many neighbours.</exception>
    public static double Accuracy(Tensor known, Tensor knownLabels, Tensor asked, Tensor askedLabels, int neighbours = 10)
    {
        CheckShapes(known, knownLabels, nameof(known));
        CheckShapes(asked, askedLabels, nameof(asked));
        if (known.Shape[1] != asked.Shape[1]) throw new ArgumentException($"known has shape {known.Shape} and asked has {asked.Shape}; expected as many features.", nameof(asked));
        if (neighbours < 1 || neighbours > known.Shape[0]) throw new ArgumentOutOfRangeException(nameof(neighbours), neighbours, $"neighbours is {neighbours}; expected 1 to {known.Shape[0]}, the number of known points.");
        var (search, points) = (new NeighbourSearch(Rows.Of(known)), Rows.Of(asked));
        var (classes, truth) = (Classes(knownLabels, nameof(knownLabels)), Classes(askedLabels, nameof(askedLabels)));
        var right = new bool[points.Count];
        Parallel.For(0, points.Count, i => right[i] = Vote(search.Nearest(points[i], neighbours).Indices, classes) == truth[i]);
        return (double)right.Count(each => each) / right.Length;
    }

    private static int Vote(int[] nearest, int[] classes)
    {
        var votes = new Dictionary<int, int>();         // remembers who came first
        foreach (var i in nearest) votes[classes[i]] = votes.GetValueOrDefault(classes[i]) + 1;
        var most = votes.Values.Max();
        return classes[nearest.First(i => votes[classes[i]] == most)];
    }

    private static void CheckShapes(Tensor points, Tensor labels, string name)
    {
        if (points.Rank != 2 || points.Elements == 0) throw new ArgumentException($"{name} has shape {points.Shape}; expected [points, features].", name);
        if (labels.Rank != 1 || labels.Elements != points.Shape[0]) throw new ArgumentException($"{name} has shape {points.Shape} and its labels {labels.Shape}; expected [{points.Shape[0]}].", name);
    }

    private static int[] Classes(Tensor labels, string name) => Array.ConvertAll(labels.ToDoubles(), label => label == Math.Floor(label) && Math.Abs(label) < int.MaxValue ? (int)label
        : throw new ArgumentException($"{name} holds {label}; expected whole numbers.", name));
}
