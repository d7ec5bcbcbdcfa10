namespace Engine.Gpu.Kernels.Reductions;

/// <summary>What is combined along lines: numbers in memory, or results that are never written there.</summary>
internal interface ITerms<T> where T : unmanaged
{
    /// <summary>Term <paramref name="i"/> of its line, which stands at <paramref name="at"/>.</summary>
    T At(int at, int i);
}
