namespace Engine.Models;

/// <summary>Parameters and buffers on disk, as a safetensors file whose keys are their names.</summary>
public static class ModuleFiles
{
    /// <summary>Writes all parameters and buffers; the file is replaced at once or, if anything fails, stays as it was.</summary>
    /// <param name="module">The module; names are counted from it, even if it is a part of another.</param>
    /// <param name="path">The file.</param>
    /// <param name="metadata">Strings to keep with them.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(this Module module, string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        Safetensors.Save(path, module.Named().Select(pair => KeyValuePair.Create<string, Tensor>(pair.Key, pair.Value)), metadata);

    /// <summary>Overwrites all parameters and buffers with those of a file. On an error none is changed.</summary>
    /// <param name="module">A module with the parameters of the one that was saved, on any device.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or its names or shapes are not the module's: all differences are listed.</exception>
    public static void Load(this Module module, string path)
    {
        using var scope = new Scope();
        var read = Safetensors.Load(path, module.Device).Tensors;
        module.CheckFits(path, read);
        module.CopyFrom(read);
    }

    /// <summary>Overwrites all parameters with values that fit.</summary>
    internal static void CopyFrom(this Module module, IReadOnlyDictionary<string, Tensor> values)
    {
        foreach (var (name, parameter) in module.Named()) parameter.CopyFrom(values[name]);
    }

    /// <exception cref="InvalidDataException">Names or shapes of what was read are not the module's.</exception>
    internal static void CheckFits(this Module module, string path, IReadOnlyDictionary<string, Tensor> read)
    {
        var parameters = module.Named();
        List<string> differences =
        [
            .. parameters.Where(pair => !read.ContainsKey(pair.Key)).Select(pair => $"'{pair.Key}' of shape {pair.Value.Shape} is missing"),
            .. read.Where(pair => !parameters.ContainsKey(pair.Key)).Select(pair => $"'{pair.Key}' of shape {pair.Value.Shape} is not a parameter"),
            .. parameters.Where(pair => read.TryGetValue(pair.Key, out var values) && values.Shape != pair.Value.Shape)
                .Select(pair => $"'{pair.Key}' has shape {read[pair.Key].Shape}, expected {pair.Value.Shape}"),
        ];
        if (differences.Count > 0) throw new InvalidDataException($"{path} does not fit {module}: {string.Join("; ", differences)}. Nothing was changed.");
    }

    /// <summary>Parameters and buffers by name, counted from this module even if it is a part of another.</summary>
    internal static Dictionary<string, Parameter> Named(this Module module)
    {
        var prefix = module.Name.Length == 0 ? 0 : module.Name.Length + 1;
        return module.Saved.ToDictionary(parameter => parameter.Name[prefix..], StringComparer.Ordinal);
    }
}
