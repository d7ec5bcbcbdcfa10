namespace Examples;

/// <summary>An example in the gallery.</summary>
/// <param name="Name">Its file without <c>.cs</c>.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Claim">What the slide that it belongs to claims, and so what to look for.</param>
/// <param name="Short">Its options where a look must do: less training than the example's own.</param>
/// <param name="Tiny">Its options where only whether it runs is asked.</param>
/// <param name="NeedsSets">Whether it reads regression sets that are not part of the repository.</param>
public sealed record GalleryEntry(string Name, string Title, string Claim, string Short = "", string Tiny = "", bool NeedsSets = false);
