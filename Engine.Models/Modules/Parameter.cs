using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>A tensor that training changes. It belongs to a <see cref="Module"/>, never to a tape or scope.</summary>
public sealed class Parameter : Tensor
{
    /// <summary>The storage's version after the automatic draw: as long as it stands, nobody has written to the values.</summary>
    private int drawnVersion = -1;

    internal Parameter(string name, Shape shape, Initializer initializer, Device device)
        : base(Uninitialized(shape, device).Keep(), name) => Initializer = initializer;

    /// <summary>Its dotted path from the root of the module tree, such as <c>encoder.0.weight</c>: the key in a safetensors file.</summary>
    public new string Name => base.Name!;

    /// <summary>Whether training changes it; false for a buffer.</summary>
    internal bool IsTrained { get; private set; } = true;

    /// <summary>The distribution of its first values.</summary>
    public Initializer Initializer { get; }

    /// <summary>A copy of values that stay as they are.</summary>
    internal static Parameter Buffer(string name, Tensor values)
    {
        var buffer = new Parameter(name, values.Shape, new Zeros(), values.Device) { IsTrained = false, drawnVersion = int.MaxValue };
        buffer.CopyFrom(values);
        return buffer;
    }

    /// <summary>Makes the parameter a buffer.</summary>
    internal void Freeze() => IsTrained = false;

    internal void Rename(string name) => base.Name = name;

    /// <summary>Draws the values anew, in place.</summary>
    internal void Draw(RandomStream stream)
    {
        using (new Scope()) CopyFrom(Initializer.Draw(Shape, stream, Device));
    }

    /// <summary>
    /// Draws the values that belong to this name, unless somebody has written to them: the name of a new layer is only
    /// known in full when it has been put into its network.
    /// </summary>
    internal void DrawByName()
    {
        if (drawnVersion >= 0 && Memory.Version != drawnVersion) return;
        Draw(new RandomStream(Module.DefaultSeed).Split(Name));
        drawnVersion = Memory.Version;
    }

    /// <summary>The same numbers on a device. They count as written: composing the copy elsewhere does not draw them anew.</summary>
    internal Parameter CopyTo(Device device)
    {
        var copy = new Parameter(Name, Shape, Initializer, device) { IsTrained = IsTrained, drawnVersion = int.MaxValue };
        copy.CopyFrom(this);
        return copy;
    }
}
