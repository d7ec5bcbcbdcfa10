namespace Engine.Bench.Limits;

/// <summary>How a loop uses memory: the three patterns whose bandwidth is measured.</summary>
public enum Access
{
    /// <summary>Σ x[i]: only reads.</summary>
    Read,

    /// <summary>y[i] = x[i]: one read, one write.</summary>
    Copy,

    /// <summary>z[i] = y[i] + 3·x[i]: two reads, one write.</summary>
    Triad,
}
