namespace Engine.Models;

/// <summary>A quarter of an image.</summary>
public enum Quadrant
{
    /// <summary>Above, on the left.</summary>
    TopLeft,

    /// <summary>Above, on the right.</summary>
    TopRight,

    /// <summary>Below, on the left.</summary>
    BottomLeft,

    /// <summary>Below, on the right.</summary>
    BottomRight,
}
