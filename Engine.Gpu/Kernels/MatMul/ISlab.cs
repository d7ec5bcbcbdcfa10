namespace Engine.Gpu.Kernels;

/// <summary>The part of an operand that a group holds in shared memory: some terms of as many lines as its tile has. A term's lines
/// are neighbours there, whatever the operand's storage, so that a thread reads four at once.</summary>
internal interface ISlab
{
    /// <summary>Lines.</summary>
    static abstract int Lines { get; }

    /// <summary>Terms.</summary>
    static abstract int Depth { get; }

    /// <summary>Threads that fill it.</summary>
    static abstract int Threads { get; }
}
