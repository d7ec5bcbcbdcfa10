namespace Engine.Devices.Cpu;

/// <summary>Work on items 0 … n − 1 (elements, rows or columns) that falls apart anywhere: an item's result does not depend on
/// the range it is computed in.</summary>
internal interface IRangeWork
{
    /// <summary>Does items <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1.</summary>
    void Run(int first, int count);
}
