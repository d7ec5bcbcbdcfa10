using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>
/// What rounding took from a product, by splitting the factors into halves of 12 bits (Dekker, Numer. Math. 18, 1971):
/// a fused multiply-add would do it in one step, but GPU kernels have none to call.
/// </summary>
internal static class ExactProduct
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>a·b − <paramref name="product"/> exactly, for product = a·b rounded; |a| and |b| below 2¹¹⁵.</summary>
    [MethodImpl(Inline)]
    public static L Error<L>(L a, L b, L product) where L : struct, ILane<L>
    {
        var aHigh = High(a);
        var aLow = a - aHigh;
        var bHigh = High(b);
        var bLow = b - bHigh;
        return L.MulAdd(aLow, bLow, L.MulAdd(aLow, bHigh, L.MulAdd(aHigh, bLow, L.MulAdd(aHigh, bHigh, -product))));
    }

    /// <summary>The upper 12 bits (Veltkamp).</summary>
    [MethodImpl(Inline)]
    private static L High<L>(L a) where L : struct, ILane<L>
    {
        var shifted = a * L.Of(4097);
        return shifted - (shifted - a);
    }
}
