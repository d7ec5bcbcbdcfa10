using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = b where a ≠ 0, else c.</summary>
public readonly struct Where : ITernaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b, L c) where L : struct, ILane<L> => L.IfEqual(a, L.Of(0), c, b);
}
