namespace Engine.Models;

/// <summary>What is made of the losses of single elements.</summary>
public enum Reduction
{
    /// <summary>Nothing: they stay as they are.</summary>
    None,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,
}
