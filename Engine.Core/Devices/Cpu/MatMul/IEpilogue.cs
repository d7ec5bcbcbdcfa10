namespace Engine.Devices.Cpu;

/// <summary>What is done to every element of a product when its sum is complete, while it is still in the first cache.</summary>
internal unsafe interface IEpilogue
{
    /// <summary>Whether nothing is done.</summary>
    bool IsEmpty { get; }

    /// <summary>Finishes a part of C.</summary>
    /// <param name="c">Its first element; row i begins at c + i · <paramref name="stride"/>.</param>
    /// <param name="stride">From one row to the next, in floats.</param>
    /// <param name="rows">Rows of the part.</param>
    /// <param name="columns">Columns of the part.</param>
    /// <param name="firstColumn">Which column of C its first one is.</param>
    void Finish(float* c, nint stride, int rows, int columns, int firstColumn);

    /// <summary>Finishes a part of Cᵀ: the same, where the rows of the part are columns of C.</summary>
    void FinishTurned(float* c, nint stride, int rows, int columns, int firstRow);
}
