namespace Engine.Gpu.Kernels;

/// <summary>One way to compute a product: a rung of the ladder in docs/matrix-product.md.</summary>
/// <remarks>All rungs add the terms of a sum in the same order, one after the other, and so agree to the last bit.</remarks>
internal abstract class ProductRung
{
    /// <summary>For tables.</summary>
    public abstract string Name { get; }

    /// <summary>What a group computes of C.</summary>
    public abstract (int Rows, int Columns) Tile { get; }

    /// <summary>Shared memory of a group.</summary>
    public abstract int SharedBytes { get; }

    /// <summary>Groups for one product.</summary>
    public long Tiles(int m, int n) => (long)((m - 1) / Tile.Rows + 1) * ((n - 1) / Tile.Columns + 1);

    /// <summary>Puts C = f(A·B + bias) into the queue.</summary>
    /// <typeparam name="Op">f.</typeparam>
    /// <typeparam name="Left">How A is stored.</typeparam>
    /// <typeparam name="Right">How B is stored.</typeparam>
    public abstract void Run<Op, Left, Right>(Launcher launcher, in ProductCall<Op> call)
        where Op : struct, IUnaryOp where Left : struct, ISide where Right : struct, ISide;

    /// <summary>The same with the operands' storage known only now.</summary>
    public void Run<Op>(Launcher launcher, in ProductCall<Op> call, bool transposeA, bool transposeB) where Op : struct, IUnaryOp
    {
        switch (transposeA, transposeB)
        {
            case (false, false): Run<Op, TermsTogether, LinesTogether>(launcher, call); break;
            case (false, true): Run<Op, TermsTogether, TermsTogether>(launcher, call); break;
            case (true, false): Run<Op, LinesTogether, LinesTogether>(launcher, call); break;
            case (true, true): Run<Op, LinesTogether, TermsTogether>(launcher, call); break;
        }
    }
}
