using System.Globalization;

namespace Engine.Models;

/// <summary>Layers one after the other; they are named <c>0</c>, <c>1</c>, … Without any it is the identity.</summary>
public sealed class Sequential : Layer
{
    /// <summary>A network of the given layers, first to last.</summary>
    /// <exception cref="ArgumentException">A layer is part of another module, or named twice here.</exception>
    public Sequential(params IEnumerable<Layer> layers)
    {
        foreach (var layer in layers) Register(Key(Count++), layer);
    }

    /// <summary>Number of layers.</summary>
    public int Count { get; }

    /// <summary>A layer by position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public Layer this[int index] => index >= 0 && index < Count ? GetChild<Layer>(Key(index))
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"Layer {index} does not exist; there are {Count}.");

    /// <inheritdoc/>
    public override bool ActsRowByRow => Enumerable.Range(0, Count).All(i => this[i].ActsRowByRow);

    /// <summary>The last layer's output.</summary>
    /// <param name="x">The first layer's input.</param>
    /// <param name="noise">Handed to every layer.</param>
    public override Tensor Forward(Tensor x, RandomStream? noise = null)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i] is Linear linear && i + 1 < Count && this[i + 1] is IActivation activation)
            {
                x = activation.After(linear, x);
                i++;
            }
            else x = this[i].Forward(x, noise);
        }
        return x;
    }

    private static string Key(int index) => index.ToString(CultureInfo.InvariantCulture);
}
