namespace Engine.Devices.Cpu;

/// <summary>Temporary.</summary>
public static class CpuDevice
{
    internal static Device Shared => Device.Reference;
}
