using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// w = μ + σ·ε from a deviation that is worked out already: for many draws from one posterior. Its divergence is counted elsewhere, so 0 here.
/// </summary>
public readonly struct ScaledNoise : ISampleOp
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public bool Draws => true;

    /// <summary>μ + σ·ε.</summary>
    [MethodImpl(Inline)]
    public L Value<L>(L a, L b, L noise) where L : struct, ILane<L> => L.MulAdd(b, noise, a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public L Value<L>(L a, L b, L noise, out L rest, out L ratio) where L : struct, ILane<L>
    {
        (rest, ratio) = (L.Of(0), L.Of(1));
        return Value(a, b, noise);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Gradient<L>(L a, L b, L noise, L g, L h, out L da, out L db) where L : struct, ILane<L> => (da, db) = (g, g * noise);
}
