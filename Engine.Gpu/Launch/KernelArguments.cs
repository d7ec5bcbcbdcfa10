using System.Reflection;
using System.Runtime.CompilerServices;

namespace Engine.Gpu;

/// <summary>What ILGPU asks of the types of a kernel's arguments.</summary>
internal static class KernelArguments
{
    /// <summary>The assembly that ILGPU makes at run time; it must see the types of the arguments.</summary>
    private const string Runtime = "ILGPURuntime";

    /// <summary>An op that only its own assembly sees gets an error that says what to do, before ILGPU fails with an access error.</summary>
    /// <exception cref="GpuException">A type is not visible.</exception>
    public static void CheckVisible(MethodInfo kernel)
    {
        foreach (var parameter in kernel.GetParameters())
            if (Hidden(parameter.ParameterType) is { } type)
                throw new GpuException($"The op {type} is not public, and ILGPU's kernels cannot see it. Make it public, or put [assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{Runtime}\")] into its project, {type.Assembly.GetName().Name}.");
    }

    private static Type? Hidden(Type type) =>
        type.IsGenericType && type.GenericTypeArguments.Select(Hidden).FirstOrDefault(hidden => hidden is not null) is { } argument ? argument
        : type.IsVisible || !PrivateAnywhere(type) && type.Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Any(friend => friend.AssemblyName == Runtime) ? null
        : type.IsGenericType && type.GetGenericTypeDefinition().IsVisible ? null
        : type;

    /// <summary>Whether the type or one around it is private, which no friend sees.</summary>
    private static bool PrivateAnywhere(Type type) =>
        type.IsNestedPrivate || type.IsNestedFamily || type.DeclaringType is { } outer && PrivateAnywhere(outer);
}
