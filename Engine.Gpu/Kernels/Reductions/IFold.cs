namespace Engine.Gpu.Kernels.Reductions;

/// <summary>An associative and commutative combination of many values into one, as kernels need it.</summary>
/// <typeparam name="T">What is combined: wider than float where rounding or a position counts.</typeparam>
internal interface IFold<T> where T : unmanaged
{
    /// <summary>The combination of nothing.</summary>
    T Nothing { get; }

    /// <summary>The combination of two; the same bits in either order of the two.</summary>
    T Combine(T a, T b);

    /// <summary>What is written of the whole.</summary>
    float Result(T total);
}
