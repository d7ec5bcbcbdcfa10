using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>
/// A part of a model: parameters and child modules, registered by name in the constructor. The names along the tree,
/// joined by dots, name the parameters in files, messages and random streams.
/// </summary>
/// <remarks>
/// <para>A subclass keeps no parameter or child in a field of its own but reads it from the tables,
/// <c>public Parameter Weight => GetParameter("weight");</c>. So a copy, which has tables of its own, is complete.</para>
/// <para>First values are a function of the seed and of the full name only: a new network holds those of
/// <c>Initialize(new RandomStream(0))</c>. A module that becomes part of another changes its names, and with them those
/// values, unless they were trained, loaded, copied or initialized before.</para>
/// <para>A module has one place in one tree. Weights are shared by calling one module twice, not by registering it twice.</para>
/// </remarks>
public abstract class Module
{
    /// <summary>The seed of a new network's values.</summary>
    internal const ulong DefaultSeed = 0;

    private OrderedDictionary<string, Parameter> own = [];
    private OrderedDictionary<string, Module> children = [];
    private Parameter[]? all;
    private Module? parent;
    private string ownName = "";
    private Device home;

    /// <summary>A module without parts.</summary>
    /// <param name="device">Where the parameters that it registers are made; the CPU unless given.</param>
    protected Module(Device? device = null) => home = device ?? Device.Cpu;

    /// <summary>Dotted path from the root of the tree; empty for the root.</summary>
    public string Name => parent is null ? "" : Join(parent.Name, ownName);

    /// <summary>Every parameter of this module and of its descendants: a module's own first, then those of each child, in order of registration.</summary>
    public IReadOnlyList<Parameter> Parameters => all ??= [.. own.Values.Where(parameter => parameter.IsTrained), .. children.Values.SelectMany(child => child.Parameters)];

    /// <summary>Tensors of this module and of its descendants that are no parameters, yet part of what it is: they move and are saved with it, and training does not change them.</summary>
    public IReadOnlyList<Tensor> Buffers => [.. Saved.Where(tensor => !tensor.IsTrained)];

    /// <summary>Parameters and buffers: what a file of the module holds.</summary>
    internal IEnumerable<Parameter> Saved => own.Values.Concat(children.Values.SelectMany(child => child.Saved));

    /// <summary>The modules registered in this one, in order.</summary>
    public IEnumerable<(string Name, Module Module)> Children => children.Select(child => (child.Key, child.Value));

    /// <summary>Where the parameters and buffers live; a module without any is where it was copied to.</summary>
    public Device Device => Parameters.Count > 0 ? Parameters[0].Device : Saved.FirstOrDefault()?.Device ?? home;

    /// <summary>Number of trained numbers.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Elements);

    /// <summary>Draws every parameter from its initializer with the stream <c>rng.Split(name)</c>: equal seeds and names give equal values, to rounding on every device.</summary>
    public void Initialize(RandomStream rng)
    {
        foreach (var parameter in Parameters) parameter.Draw(rng.Split(parameter.Name));
    }

    /// <summary>Makes a parameter of this module.</summary>
    /// <param name="name">Its name in this module, without dots.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="initializer">Where its first values come from.</param>
    /// <exception cref="ArgumentException">The name is taken, empty or has a dot.</exception>
    protected Parameter Register(string name, Shape shape, Initializer initializer)
    {
        CheckName(name);
        var parameter = new Parameter(Join(Name, name), shape, initializer, Device);
        parameter.DrawByName();
        own.Add(name, parameter);
        ForgetParameters();
        return parameter;
    }

    /// <summary>Makes a tensor a part of this module that is not trained, such as the mean of a fixed prior.</summary>
    /// <param name="name">Its name in this module, without dots.</param>
    /// <param name="values">Copied.</param>
    /// <exception cref="ArgumentException">The name is taken, empty or has a dot.</exception>
    protected Tensor RegisterBuffer(string name, Tensor values)
    {
        CheckName(name);
        var buffer = Parameter.Buffer(Join(Name, name), values);
        own.Add(name, buffer);
        return buffer;
    }

    /// <summary>Makes a module a child of this one.</summary>
    /// <param name="name">Its name in this module, without dots.</param>
    /// <param name="child">A module that has no parent yet.</param>
    /// <returns>The child.</returns>
    /// <exception cref="ArgumentException">The name is taken, empty or has a dot; or the child has a parent, is this module's root, or is on another device.</exception>
    protected M Register<M>(string name, M child) where M : Module
    {
        CheckName(name);
        CheckChild(name, child);
        (child.parent, child.ownName) = (this, name);
        children.Add(name, child);
        ForgetParameters();
        child.TakeNames();
        foreach (var parameter in child.Parameters) parameter.DrawByName();
        return child;
    }

    /// <summary>The parameter or buffer registered under a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    protected Parameter GetParameter(string name) => own.TryGetValue(name, out var parameter) ? parameter
        : throw new KeyNotFoundException($"{this} has no parameter '{name}'; it has {List(own.Keys)}.");

    /// <summary>The child registered under a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this type.</exception>
    protected M GetChild<M>(string name) where M : Module => children.TryGetValue(name, out var child) && child is M found ? found
        : throw new KeyNotFoundException($"{this} has no {typeof(M).Name} '{name}'; its children are {List(children.Select(pair => $"{pair.Key} ({pair.Value.GetType().Name})"))}."
            + (child is Layer ? $" Read it as GetChild<Layer>(\"{name}\") if another kind of layer may stand there." : ""));

    /// <summary>Gives this module's place in its tree, and its name, to another; this one becomes a root.</summary>
    /// <param name="other">A module that has no parent, of a type that the parent can read.</param>
    internal void GivePlaceTo(Module other)
    {
        var place = parent ?? throw new InvalidOperationException($"{this} has no place to give.");
        ModuleFields.CheckNothingReads(place, this, other.GetType());
        place.children[ownName] = other;
        (other.parent, other.ownName, parent, ownName) = (place, ownName, null, "");
        place.ForgetParameters();
        other.TakeNames();
        TakeNames();
    }

    /// <summary>A root of its own with copies of all parameters and children.</summary>
    internal Module CopyTo(Device device)
    {
        ModuleFields.CheckNoneHoldsPart(this);
        var copy = (Module)MemberwiseClone();
        (copy.parent, copy.ownName, copy.all, copy.home) = (null, "", null, device);
        (copy.own, copy.children) = ([], []);
        foreach (var (name, parameter) in own) copy.own.Add(name, parameter.CopyTo(device));
        foreach (var (name, child) in children)
        {
            var part = child.CopyTo(device);
            (part.parent, part.ownName) = (copy, name);
            copy.children.Add(name, part);
        }
        copy.TakeNames();
        copy.Moved(device);
        return copy;
    }

    /// <summary>Called of a copy when it is complete, for what a subclass keeps on a device besides parameters, buffers and children.</summary>
    protected virtual void Moved(Device device)
    {
    }

    /// <summary>Kind and name, for messages.</summary>
    public override string ToString() => Name.Length == 0 ? GetType().Name : $"{GetType().Name} '{Name}'";

    /// <summary>Names the parameters below by where they stand now.</summary>
    private void TakeNames()
    {
        foreach (var (name, parameter) in own) parameter.Rename(Join(Name, name));
        foreach (var child in children.Values) child.TakeNames();
    }

    /// <summary>Lists the parameters of this module and of its descendants anew.</summary>
    internal void ForgetAllParameters()
    {
        all = null;
        foreach (var child in children.Values) child.ForgetAllParameters();
    }

    private void ForgetParameters()
    {
        for (var module = this; module is not null; module = module.parent) module.all = null;
    }

    private void CheckName(string name)
    {
        if (name.Length == 0 || name.Contains('.')) throw new ArgumentException($"A name in {this} must not be empty or have a dot, but '{name}' was given.", nameof(name));
        if (own.ContainsKey(name) || children.ContainsKey(name)) throw new ArgumentException($"{this} already has a parameter or child named '{name}'.", nameof(name));
    }

    private void CheckChild(string name, Module child)
    {
        if (child.parent is { } other)
            throw new ArgumentException($"{child} cannot become '{name}' of {this}: it is part of {other} already. Register a copy, made by Clone().", nameof(child));
        for (var module = this; module is not null; module = module.parent)
            if (module == child) throw new ArgumentException($"{child} cannot become '{name}' of {this}, which is part of it.", nameof(child));
        if (Parameters.Count > 0 && child.Parameters.Count > 0 && child.Device != Device)
            throw new ArgumentException($"{child} on {child.Device} cannot become '{name}' of {this} on {Device}. Move it with To(device).", nameof(child));
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
