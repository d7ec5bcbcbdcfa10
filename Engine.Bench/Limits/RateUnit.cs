namespace Engine.Bench.Limits;

/// <summary>In what a case's speed is told.</summary>
public enum RateUnit
{
    /// <summary>Milliseconds of a step.</summary>
    Milliseconds,

    /// <summary>10⁹ floating-point operations a second.</summary>
    Gigaflops,

    /// <summary>10⁶ elements a second.</summary>
    MegaElements,
}
