namespace Engine.Models;

/// <summary>What a model tells about its training, in words.</summary>
/// <param name="Lines">What was learned.</param>
/// <param name="Warnings">What went wrong, and what to do about it.</param>
public sealed record TrainingReport(IReadOnlyList<string> Lines, IReadOnlyList<string> Warnings);
