using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Sums rounded to float: results.</summary>
internal readonly struct FloatSums(ArrayView<float> y) : ISums
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int at, double sum) => y[at] = (float)sum;
}
