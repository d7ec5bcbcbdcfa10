namespace Engine.Gpu;

/// <summary>A GPU cannot be opened, cannot run what it was given, or was lost.</summary>
public sealed class GpuException : Exception
{
    /// <summary>An error with its message and what caused it.</summary>
    public GpuException(string message, Exception? cause = null) : base(message, cause) { }
}
