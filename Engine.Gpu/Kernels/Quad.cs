using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Engine.Gpu.Kernels;

/// <summary>Four neighbouring floats, read or written by one 128-bit instruction: a thread then keeps four times as much memory
/// traffic in flight, which is what fills the bus of a large GPU.</summary>
internal struct Quad
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public float A, B, C, D;

    /// <summary>A storage as quads; it starts at a multiple of 256 bytes, which the compiler is told here.</summary>
    [MethodImpl(Inline)]
    public static ArrayView<Quad> Of(ArrayView<float> view) => view.AsAligned(16).Cast<Quad>();

    /// <summary>Quads that <paramref name="count"/> floats take, the last one perhaps in part.</summary>
    [MethodImpl(Inline)]
    public static int Over(int count) => count / 4 + (count % 4 + 3) / 4;

    /// <summary>Quad <paramref name="i"/> of <paramref name="count"/> floats; 0 beyond their end.</summary>
    [MethodImpl(Inline)]
    public static Quad Load(ArrayView<float> view, int i, int count)
    {
        if (i < count / 4) return Of(view)[i];
        Quad q = default;
        q.A = view[4 * i];
        if (4 * i + 1 < count) q.B = view[4 * i + 1];
        if (4 * i + 2 < count) q.C = view[4 * i + 2];
        return q;
    }

    /// <summary>Writes quad <paramref name="i"/> of <paramref name="count"/> floats, and nothing beyond their end.</summary>
    [MethodImpl(Inline)]
    public readonly void Store(ArrayView<float> view, int i, int count)
    {
        if (i < count / 4)
        {
            Of(view)[i] = this;
            return;
        }
        view[4 * i] = A;
        if (4 * i + 1 < count) view[4 * i + 1] = B;
        if (4 * i + 2 < count) view[4 * i + 2] = C;
    }
}
