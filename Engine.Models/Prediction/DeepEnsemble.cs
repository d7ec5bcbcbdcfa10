using System.Globalization;

namespace Engine.Models;

/// <summary>
/// Networks of one kind, trained apart from different first weights; their answers are averaged by <see cref="Predictive.Of(DeepEnsemble, Tensor)"/>.
/// Lakshminarayanan et al., <i>Simple and Scalable Predictive Uncertainty Estimation using Deep Ensembles</i>, NIPS 2017.
/// </summary>
/// <remarks>The members are named <c>0</c>, <c>1</c>, …, and a network's first weights are a function of its full name, so they start apart.</remarks>
public sealed class DeepEnsemble : Module
{
    /// <summary>An ensemble of the given networks.</summary>
    /// <exception cref="ArgumentException">There is none, or one is part of another module.</exception>
    public DeepEnsemble(params IEnumerable<Layer> members)
    {
        foreach (var member in members) Register(Key(Count++), member);
        if (Count == 0) throw new ArgumentException("An ensemble needs at least one member.", nameof(members));
    }

    /// <summary>An ensemble of networks that differ in their first weights.</summary>
    /// <param name="members">How many.</param>
    /// <param name="make">Makes one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="members"/> is below 1.</exception>
    public DeepEnsemble(int members, Func<Layer> make) : this(Enumerable.Range(0, Require.Positive(members, nameof(members))).Select(_ => make())) { }

    /// <summary>Number of members.</summary>
    public int Count { get; }

    /// <summary>A member by position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such member.</exception>
    public Layer this[int index] => index >= 0 && index < Count ? GetChild<Layer>(Key(index))
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"Member {index} does not exist; there are {Count}.");

    private static string Key(int index) => index.ToString(CultureInfo.InvariantCulture);
}
