using System.Reflection;

namespace Engine.Models;

/// <summary>The check that makes copying safe: a field that holds a part of the module would still hold the original's part in a copy.</summary>
internal static class ModuleFields
{
    /// <exception cref="InvalidOperationException">A field declared by a subclass is a parameter or a module.</exception>
    public static void CheckNoneHoldsPart(Module module)
    {
        for (var type = module.GetType(); type != typeof(Module); type = type.BaseType!)
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (field.GetValue(module) is Module or Parameter or IEnumerable<Module> or IEnumerable<Parameter>)
                    throw new InvalidOperationException($"{type.Name} cannot be copied: its field '{field.Name}' holds a part of it, and a copy would share that with the original. Register the part and read it by GetParameter or GetChild.");
    }
}
