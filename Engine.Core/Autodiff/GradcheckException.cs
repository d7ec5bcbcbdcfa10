namespace Engine;

/// <summary>A derivative that disagrees with differences; the message names the function, the argument, the index and both values.</summary>
public sealed class GradcheckException : Exception
{
    /// <summary>An exception without a message.</summary>
    public GradcheckException() { }

    /// <summary>An exception with a message.</summary>
    public GradcheckException(string message) : base(message) { }

    /// <summary>An exception with a message and its cause.</summary>
    public GradcheckException(string message, Exception innerException) : base(message, innerException) { }
}
