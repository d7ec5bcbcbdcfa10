namespace Engine.Models;

/// <summary>Which dense layers of a network become Bayesian.</summary>
public sealed class LayerChoice
{
    private readonly Func<Module, IReadOnlyList<Linear>, IEnumerable<Linear>> choose;

    private LayerChoice(Func<Module, IReadOnlyList<Linear>, IEnumerable<Linear>> choose) => this.choose = choose;

    /// <summary>All.</summary>
    public static LayerChoice All { get; } = new((_, layers) => layers);

    /// <summary>The one that was registered last: fewer Bayesian layers are often better for stability.</summary>
    public static LayerChoice Last { get; } = new((_, layers) => layers.TakeLast(1));

    /// <summary>Those with these names, counted from the network, such as <c>"2"</c> or <c>"decoder.0"</c>.</summary>
    /// <param name="names">Each of them must be there.</param>
    public static LayerChoice Named(params IEnumerable<string> names) => new((network, layers) => [.. names.Select(name =>
        layers.FirstOrDefault(layer => layer.Name == name) ?? throw new ArgumentException($"{network} has no dense layer '{name}'; it has {List(layers)}."))]);

    /// <summary>Those that a function says.</summary>
    /// <param name="predicate">Is given the layers of a copy of the network, whose names are counted from it.</param>
    public static LayerChoice Where(Func<Linear, bool> predicate) => new((_, layers) => layers.Where(predicate));

    /// <exception cref="ArgumentException">None is chosen, or a name is not there.</exception>
    internal IReadOnlyList<Linear> Of(Module network)
    {
        var layers = In(network).ToArray();
        if (layers.Length == 0) throw new ArgumentException($"{network} has no dense layer that could become Bayesian.", nameof(network));
        var chosen = choose(network, layers).Distinct().ToArray();
        return chosen.Length > 0 ? chosen : throw new ArgumentException($"No dense layer of {network} was chosen; it has {List(layers)}.");
    }

    private static IEnumerable<Linear> In(Module network) => network is Linear layer ? [layer] : network.Children.SelectMany(child => In(child.Module));

    private static string List(IEnumerable<Linear> layers) => string.Join(", ", layers.Select(layer => $"'{layer.Name}' ({layer.Inputs} to {layer.Outputs})"));
}
