namespace Engine;

/// <summary>What a device draws from the bits of Philox.</summary>
public enum RandomKind
{
    /// <summary>Uniform on [0, 1): 24 random bits as a fraction.</summary>
    Uniform,

    /// <summary>Standard normal, by Box–Muller.</summary>
    Normal,
}
