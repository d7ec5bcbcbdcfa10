using System.Globalization;

namespace Engine.Gpu;

/// <summary>Sizes of memory for messages.</summary>
internal static class ByteSize
{
    /// <summary>With three digits in the unit that suits: <c>1.5 GiB</c>.</summary>
    public static string Text(long bytes) => bytes switch
    {
        < 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:G3} KiB"),
        < 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:G3} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:G4} GiB"),
    };
}
