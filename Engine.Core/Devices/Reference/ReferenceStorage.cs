namespace Engine.Devices.Reference;

/// <summary>An array of doubles.</summary>
internal sealed class ReferenceStorage(Device device, int capacity) : Storage(device, capacity)
{
    public double[] Values { get; } = new double[capacity];
}
