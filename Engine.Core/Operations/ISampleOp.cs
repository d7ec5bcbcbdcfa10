namespace Engine;

/// <summary>
/// What a variational weight gives a network: a value y = f(a, b, ε), with the parameters a and b of its posterior q and a
/// standard normal ε, and the divergence d(a, b) = KL(q‖p) of q from its prior p. Both share most of their work, so a
/// device computes them, and later both gradients, in one pass.
/// </summary>
/// <remarks>
/// Implement it as a <c>readonly struct</c>; the prior's parameters are fields. Mark every member with
/// <c>[MethodImpl(MethodImplOptions.AggressiveInlining)]</c> so that the loop around it stays a vector loop.
/// </remarks>
public interface ISampleOp
{
    /// <summary>Whether f depends on ε; if not, none is drawn.</summary>
    bool Draws { get; }

    /// <summary>f(a, b, ε) alone.</summary>
    L Value<L>(L a, L b, L noise) where L : struct, ILane<L>;

    /// <summary>f(a, b, ε), and d(a, b) = <paramref name="rest"/> − ln <paramref name="ratio"/>, with a positive ratio.</summary>
    /// <remarks>In two parts, because the logarithms of many ratios are that of their product: a device may take one for all.</remarks>
    L Value<L>(L a, L b, L noise, out L rest, out L ratio) where L : struct, ILane<L>;

    /// <summary>From g = ∂L/∂y and h = ∂L/∂d: ∂L/∂a = g·∂f/∂a + h·∂d/∂a, and ∂L/∂b alike.</summary>
    void Gradient<L>(L a, L b, L noise, L g, L h, out L da, out L db) where L : struct, ILane<L>;
}
