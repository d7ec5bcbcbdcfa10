namespace Engine;

/// <summary>Writes a file so that a reader sees the old content or the new, never a part: write aside, flush, rename.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces the content of <paramref name="path"/> by what <paramref name="write"/> writes.</summary>
    /// <exception cref="IOException">It could not be written, for example because the disk is full; the old file is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";     // same folder: a rename across disks would be a copy
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);                        // before the rename, or a power cut leaves an empty file
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception error)
        {
            Discard(temporary);
            if (error is IOException or UnauthorizedAccessException)
                throw new IOException($"{target} could not be written: {error.Message} A file that was there before is unchanged.", error);
            throw;
        }
    }

    private static void Discard(string temporary)
    {
        try { File.Delete(temporary); }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { }   // the first error says more
    }
}
