namespace Engine.Bench.Crossover;

/// <summary>What bounds a kernel on large arrays, and so which of a device's peaks its share is of.</summary>
public enum Bound
{
    /// <summary>The bandwidth of the device's memory.</summary>
    Memory,

    /// <summary>Multiply-adds.</summary>
    Arithmetic,

    /// <summary>The way between host and device, whose peak is not measured apart.</summary>
    Bus,
}
