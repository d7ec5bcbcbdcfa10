using System.Reflection;

namespace Engine.Models;

/// <summary>Looks at what subclasses declare: a field that holds a part of the module would still hold the original's part in a copy, and a typed property cannot read a part of another type.</summary>
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

    /// <exception cref="ArgumentException">A property of the parent gives the child by a type that its replacement is not.</exception>
    public static void CheckNothingReads(Module parent, Module child, Type replacement)
    {
        for (var type = parent.GetType(); type != typeof(Module); type = type.BaseType!)
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (typeof(Module).IsAssignableFrom(property.PropertyType) && !property.PropertyType.IsAssignableFrom(replacement)
                    && property.GetIndexParameters().Length == 0 && ReferenceEquals(property.GetValue(parent), child))
                    throw new ArgumentException($"{child} cannot become a {replacement.Name}: {parent} reads it by its property '{property.Name}' as a {property.PropertyType.Name}. Declare that as a Layer, public Layer {property.Name} => GetChild<Layer>(…), or leave this layer out.");
    }
}
