namespace Engine.Bench.Limits;

/// <summary>Where arrays lie while they are worked on.</summary>
public enum MemoryLevel
{
    /// <summary>The first cache of a core.</summary>
    L1,

    /// <summary>The second cache of a core.</summary>
    L2,

    /// <summary>The last cache, shared by cores.</summary>
    L3,

    /// <summary>Main memory.</summary>
    Memory,
}
