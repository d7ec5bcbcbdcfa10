namespace Engine.Devices.Cpu;

/// <summary>Where the micro-kernel reads its vectors, as a type, so that the compiler makes a kernel for each.</summary>
internal interface IPlace
{
    /// <summary>Whether one term's vectors lie far from the next one's: no hardware expects them, so they are asked for ahead.</summary>
    static abstract bool IsFar { get; }
}

/// <summary>In a packed panel, one after the other.</summary>
internal readonly struct Packed : IPlace { public static bool IsFar => false; }

/// <summary>In the matrix, a row apart.</summary>
internal readonly struct InPlace : IPlace { public static bool IsFar => true; }
