using ScottPlot;
using SkiaSharp;

namespace Engine.Models;

/// <summary>
/// DejaVu Sans from this assembly: a machine without fonts, such as a container, would leave every plot without text,
/// and with it a plot is the same on every machine.
/// </summary>
internal sealed class EmbeddedFont : IFontResolver
{
    /// <summary>The name to ask for; not a system font's, so that nothing else answers to it.</summary>
    public const string Name = "Engine DejaVu Sans";

    private static readonly Lazy<byte[]> File = new(ReadResource);
    private static readonly Lock Gate = new();
    private static bool registered;

    private EmbeddedFont() { }

    /// <summary>Makes the font known to ScottPlot; more than once does no harm.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (registered) return;
            Fonts.FontResolvers.Insert(0, new EmbeddedFont());
            registered = true;
        }
    }

    /// <summary>A new typeface.</summary>
    public static SKTypeface Create()
    {
        using var data = SKData.CreateCopy(File.Value);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException("The embedded font could not be read.");
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? Create() : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Create() : null;

    private static byte[] ReadResource()
    {
        using var stream = typeof(EmbeddedFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")
            ?? throw new InvalidOperationException("Engine.Models was built without its font.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
