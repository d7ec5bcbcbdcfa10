using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>How four neighbouring numbers of an operand come into a slab, in two steps: into registers, while the slab before is still
/// in use, and from there into shared memory. A slab has a slot for each four.</summary>
internal interface ISlabPath
{
    /// <summary>Where a slot's first numbers stand.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="firstLine">The slab's first line; lines past the operand's end are replaced by its last, and never stored.</param>
    /// <param name="firstTerm">The first slab's first term.</param>
    /// <param name="lines">M or N.</param>
    /// <param name="terms">K.</param>
    static abstract int Start<S>(int slot, int firstLine, int firstTerm, int lines, int terms) where S : struct, ISlab;

    /// <summary>From a slab to the next.</summary>
    static abstract int Step<S>(int lines) where S : struct, ISlab;

    /// <summary>Loads a slot's numbers; those of terms past the end are zero.</summary>
    /// <param name="from">The operand.</param>
    /// <param name="at">Where they stand.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="firstLine">The slab's first line.</param>
    /// <param name="termsLeft">Terms from the slab's first to the end.</param>
    /// <param name="lines">M or N.</param>
    static abstract Quad Fetch<S>(ArrayView<float> from, int at, int slot, int firstLine, int termsLeft, int lines) where S : struct, ISlab;

    /// <summary>Stores them into shared memory.</summary>
    static abstract void Keep<S>(Quad numbers, ArrayView<Quad> slab, int slot) where S : struct, ISlab;
}
