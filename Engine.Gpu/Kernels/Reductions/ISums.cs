namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Where sums are written.</summary>
internal interface ISums
{
    /// <summary>Writes a sum at position <paramref name="at"/>.</summary>
    void Put(int at, double sum);
}
