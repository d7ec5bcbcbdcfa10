using System.Globalization;

namespace Engine;

/// <summary>Where a <see cref="RandomStream"/> stands: all there is to save in a checkpoint.</summary>
/// <param name="Seed">Philox's key.</param>
/// <param name="Stream">Which of the seed's sequences.</param>
/// <param name="Counter">The next block of that sequence.</param>
public readonly record struct RandomState(ulong Seed, ulong Stream, ulong Counter)
{
    // The generator is part of the text, so that numbers saved for another one are refused.
    private const string Generator = "philox4x32-10";

    /// <summary>For example <c>philox4x32-10:7:0:12</c>: generator, seed, stream, counter.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Generator}:{Seed}:{Stream}:{Counter}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static RandomState Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length == 4 && parts[0] == Generator && Number(parts[1], out var seed) && Number(parts[2], out var stream) && Number(parts[3], out var counter))
            return new(seed, stream, counter);
        throw new FormatException($"'{text}' is not a random state; expected {Generator}:seed:stream:counter with three whole numbers.");
    }

    private static bool Number(string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
