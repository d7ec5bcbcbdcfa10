namespace Engine.Models;

/// <summary>Where pictures and plots meet the disk.</summary>
internal static class PngFile
{
    public static void Write(string path, byte[] content)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        AtomicFile.Write(path, stream => stream.Write(content));
    }
}
