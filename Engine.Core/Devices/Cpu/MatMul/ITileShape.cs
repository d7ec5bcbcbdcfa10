namespace Engine.Devices.Cpu;

/// <summary>The shape of a tile as a type, so that the compiler makes one kernel for each shape out of one text.</summary>
internal interface ITileShape
{
    /// <summary>How many row steps the tile has: 1, 2 or 3.</summary>
    static abstract int RowSteps { get; }

    /// <summary>Whether it is two vectors wide rather than one.</summary>
    static abstract bool Wide { get; }
}

/// <summary>One row step, two vectors.</summary>
internal readonly struct OneWide : ITileShape { public static int RowSteps => 1; public static bool Wide => true; }

/// <summary>Two row steps, two vectors.</summary>
internal readonly struct TwoWide : ITileShape { public static int RowSteps => 2; public static bool Wide => true; }

/// <summary>Three row steps, two vectors: the full tile.</summary>
internal readonly struct ThreeWide : ITileShape { public static int RowSteps => 3; public static bool Wide => true; }

/// <summary>One row step, one vector.</summary>
internal readonly struct OneNarrow : ITileShape { public static int RowSteps => 1; public static bool Wide => false; }

/// <summary>Two row steps, one vector.</summary>
internal readonly struct TwoNarrow : ITileShape { public static int RowSteps => 2; public static bool Wide => false; }

/// <summary>Three row steps, one vector.</summary>
internal readonly struct ThreeNarrow : ITileShape { public static int RowSteps => 3; public static bool Wide => false; }
