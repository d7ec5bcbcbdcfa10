namespace Examples;

/// <summary>A part of the lecture, with its examples in order.</summary>
/// <param name="Id">For links within the page.</param>
/// <param name="Title">The heading.</param>
/// <param name="Lead">What the part is about.</param>
/// <param name="Entries">The examples.</param>
public sealed record GalleryChapter(string Id, string Title, string Lead, GalleryEntry[] Entries);
