namespace Engine;

/// <summary>One tensor's line in the header of a safetensors file.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Type">Its number format, such as F32.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
/// <param name="Position">Where the entry stands in the file, for messages.</param>
internal sealed record SafetensorsEntry(string Name, string Type, Shape Shape, long Begin, long End, long Position);
