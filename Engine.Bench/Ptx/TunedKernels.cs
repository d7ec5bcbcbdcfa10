using System.Reflection;
using Engine.Gpu;
using Engine.Gpu.Kernels;

namespace Engine.Bench.Ptx;

/// <summary>Kernels of which a device chooses one of several: whichever was recorded, a card may take another.</summary>
internal static class TunedKernels
{
    /// <summary>The kernel, and for a product its twins on all rungs of the same structure.</summary>
    public static IEnumerable<MethodInfo> Of(MethodInfo kernel, Launcher launcher)
    {
        if (!typeof(ProductRung).IsAssignableFrom(kernel.DeclaringType) || !kernel.DeclaringType!.IsGenericType) return [kernel];
        return ProductRungs.Candidates(launcher).ToArray().Select(rung => rung.GetType()).Where(type => SameStructure(type, kernel.DeclaringType)).Select(type => Twin(type, kernel));
    }

    private static bool SameStructure(Type type, Type other) => type.IsGenericType && type.GetGenericTypeDefinition() == other.GetGenericTypeDefinition();

    private static MethodInfo Twin(Type type, MethodInfo kernel) =>
        type.GetMethod(kernel.Name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.MakeGenericMethod(kernel.GetGenericArguments());
}
