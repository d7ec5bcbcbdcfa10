namespace Engine.Gpu;

/// <summary>Sizes that kernels reserve shared memory for.</summary>
internal static class GroupLimits
{
    /// <summary>Most threads in a group: eight warps, of which an NVIDIA multiprocessor holds eight groups at once.</summary>
    public const int Threads = 256;
}
