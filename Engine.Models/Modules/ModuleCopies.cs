namespace Engine.Models;

/// <summary>Copies of modules that keep their type.</summary>
public static class ModuleCopies
{
    /// <summary>
    /// A copy of the module with all its parts on a device, always new, even if the device is the same; the original is
    /// untouched. A copied part of a tree is a root of its own.
    /// </summary>
    /// <exception cref="InvalidOperationException">A subclass holds a parameter or module in a field of its own.</exception>
    public static M To<M>(this M module, Device device) where M : Module => (M)module.CopyTo(device);

    /// <summary>A copy of the module whose parameters are buffers: they move and are saved with it, and training a module that it becomes a part of does not change them.</summary>
    /// <exception cref="InvalidOperationException">A subclass holds a parameter or module in a field of its own.</exception>
    public static M Frozen<M>(this M module) where M : Module
    {
        var copy = module.Clone();
        foreach (var parameter in copy.Parameters.ToArray()) parameter.Freeze();
        copy.ForgetAllParameters();
        return copy;
    }

    /// <summary>A copy of the module on its device: <see cref="To{M}"/> without a move.</summary>
    public static M Clone<M>(this M module) where M : Module => module.To(module.Device);
}
