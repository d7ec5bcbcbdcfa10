using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Sums in double: what another kernel goes on with.</summary>
internal readonly struct DoubleSums(ArrayView<double> sums) : ISums
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int at, double sum) => sums[at] = sum;
}
