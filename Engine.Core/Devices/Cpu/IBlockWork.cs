namespace Engine.Devices.Cpu;

/// <summary>Work that falls into independent blocks, numbered from 0. Implemented by small structs, so that a loop over
/// blocks is compiled for the work itself.</summary>
/// <remarks>Every thread works on its own copy of the struct: results leave through pointers or references, not through fields.
/// What a block computes must not depend on which thread runs it or when.</remarks>
internal interface IBlockWork
{
    /// <summary>Does one block.</summary>
    void Run(int block);
}
