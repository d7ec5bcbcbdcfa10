namespace Engine;

/// <summary>A device's memory for the elements of a tensor; reshaped tensors share one.</summary>
/// <remarks>
/// Storages are recycled: each time one returns to its device its lease number goes up, so a tensor that
/// outlived its memory is recognised instead of showing another tensor's numbers.
/// </remarks>
/// <param name="device">The device that owns the memory.</param>
/// <param name="capacity">Elements that fit.</param>
public abstract class Storage(Device device, int capacity)
{
    /// <summary>Whether a tensor has it.</summary>
    internal StorageUse Use { get; } = new(device.Meter, (long)capacity * device.ElementBytes);

    /// <summary>The device that owns the memory.</summary>
    public Device Device { get; } = device;

    /// <summary>Elements that fit.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Times that this memory has been given back.</summary>
    internal int Lease { get; private set; }

    /// <summary>Times that the elements were changed in place; a tape checks it before it uses saved values.</summary>
    internal int Version
    {
        get;
        set
        {
            field = value;
            WholeBelow = 0;
        }
    }

    /// <summary>The elements are known to be whole numbers from 0 to less than this, so that they can be indices; 0 if nothing is known.</summary>
    /// <remarks>Without it each use of an index on a GPU would read it back and wait for all work before.</remarks>
    internal int WholeBelow { get; set; }

    /// <summary>The arena that gives it back, or null for a tensor that lives on its own.</summary>
    internal Arena? Owner { get; set; }

    /// <summary>How many gradients of a walk back over a tape lie here.</summary>
    internal int Holders { get; set; }

    /// <summary>Gives the memory back to the system, where that does not come about by collection. It is not used again.</summary>
    internal virtual void Free() { }

    /// <summary>Gives the memory back to the device.</summary>
    internal void Release()
    {
        Lease++;
        Owner = null;
        WholeBelow = 0;
        Device.Return(this);
    }
}
