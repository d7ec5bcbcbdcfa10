using System.Runtime.CompilerServices;
using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Terms f(a[i], b[i]), made where they are added.</summary>
/// <param name="a">Left operands.</param>
/// <param name="b">Right operands: <paramref name="repeat"/> of them, which are taken again and again.</param>
/// <param name="repeat">Some whole lines.</param>
/// <param name="op">f.</param>
internal readonly struct ZipTerms<Op>(ArrayView<float> a, ArrayView<float> b, int repeat, Op op) : ITerms<double> where Op : struct, IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(int at, int i) => op.Value(new F32(a[at]), new F32(b[at < repeat ? at : (int)((uint)at % (uint)repeat)])).Value;
}
