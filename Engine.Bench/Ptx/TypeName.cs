namespace Engine.Bench.Ptx;

/// <summary>Types as C# writes them.</summary>
internal static class TypeName
{
    /// <summary>Without type arguments: <c>MapKernel</c>.</summary>
    public static string Bare(Type type) => type.Name.Split('`')[0];

    /// <summary>With them: <c>SlopeOf&lt;Tanh&gt;</c>.</summary>
    public static string Of(Type type) => type.IsGenericType ? $"{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : type.Name;
}
