using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>A reducer over single floats, such as the largest.</summary>
internal readonly struct ReducerFold<R>(R reducer) : IFold<float> where R : struct, IReducer
{
    /// <inheritdoc/>
    public float Nothing
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => reducer.Identity<F32>().Value;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Combine(float a, float b) => reducer.Combine(new F32(a), new F32(b)).Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Result(float total) => total;
}
