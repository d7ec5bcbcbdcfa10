using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// y = m + √v·ε: an activation drawn from N(m, v), for local reparameterization; its divergence is that of the weights, so 0 here.
/// </summary>
/// <remarks>Where v = 0 the gradient by v is 0: v = Σ x²σ² is 0 only if every term is, and then no σ changes y.</remarks>
public readonly struct NormalActivation : ISampleOp
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public bool Draws => true;

    /// <summary>m + √v·ε.</summary>
    [MethodImpl(Inline)]
    public L Value<L>(L a, L b, L noise) where L : struct, ILane<L> => L.MulAdd(L.Sqrt(b), noise, a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public L Value<L>(L a, L b, L noise, out L rest, out L ratio) where L : struct, ILane<L>
    {
        (rest, ratio) = (L.Of(0), L.Of(1));
        return Value(a, b, noise);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Gradient<L>(L a, L b, L noise, L g, L h, out L da, out L db) where L : struct, ILane<L>
    {
        da = g;
        db = L.IfEqual(b, L.Of(0), L.Of(0), g * noise * (L.Of(0.5) / L.Sqrt(b)));
    }
}
