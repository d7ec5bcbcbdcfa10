using System.Collections;

namespace Engine;

/// <summary>The gradients of one number by several tensors, indexed by tensor.</summary>
public sealed class Gradients : IEnumerable<(Tensor Source, Tensor Gradient)>
{
    private readonly List<Tensor> sources = [];
    private readonly Dictionary<Tensor, Tensor> bySource = new(ReferenceEqualityComparer.Instance);

    /// <summary>An empty set, to be filled by <see cref="Add"/>.</summary>
    public Gradients() { }

    /// <summary>Number of gradients.</summary>
    public int Count => sources.Count;

    /// <summary>The gradient by <paramref name="source"/>.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public Tensor this[Tensor source] => bySource.TryGetValue(source, out var gradient) ? gradient
        : throw new KeyNotFoundException($"No gradient was computed for {source.Name ?? "this tensor"} of shape {source.Shape}; {Count} others were.");

    /// <summary>Whether a gradient by <paramref name="source"/> is here.</summary>
    public bool Contains(Tensor source) => bySource.ContainsKey(source);

    /// <summary>Adds a gradient of the source's shape; a source named again keeps its first place and gets the new gradient.</summary>
    public void Add(Tensor source, Tensor gradient)
    {
        Check.SameShape(nameof(gradient), gradient, source.Shape);
        if (!bySource.ContainsKey(source)) sources.Add(source);
        bySource[source] = gradient;
    }

    /// <summary>Source and gradient, in the order in which the sources were named.</summary>
    public IEnumerator<(Tensor Source, Tensor Gradient)> GetEnumerator()
    {
        foreach (var source in sources) yield return (source, bySource[source]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
