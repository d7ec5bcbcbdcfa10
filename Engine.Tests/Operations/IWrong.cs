namespace Engine.Tests.Operations;

/// <summary>Marks ops that are wrong on purpose, to see the checks fail.</summary>
internal interface IWrong;
