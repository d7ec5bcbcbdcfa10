using Engine.Bench.Limits;
using Engine.Operations;

namespace Engine.Bench.Crossover;

/// <summary>Every kernel that is compared, in the order in which they are reported.</summary>
/// <remarks>The numbers are the arrays that must be read and written; sizes of results that are small beside them count as nothing.</remarks>
public static class KernelTable
{
    /// <summary>Columns of every matrix whose size is told as elements.</summary>
    public const int Columns = 256;

    /// <summary>All kernels.</summary>
    public static IReadOnlyList<KernelCase> All { get; } =
    [
        Kernel("fill", read: 0, written: 1, KernelSteps.Fill),
        Kernel("copy", read: 1, written: 1, KernelSteps.Copy),
        Kernel("relu", read: 1, written: 1, KernelSteps.Map<Relu>),
        Kernel("exp", read: 1, written: 1, KernelSteps.Map<Exp>),
        Kernel("tanh", read: 1, written: 1, KernelSteps.Map<Tanh>),
        Kernel("softplus", read: 1, written: 1, KernelSteps.Map<Softplus>),
        Kernel("tanh gradient", read: 2, written: 1, KernelSteps.MapGradient<Tanh>),
        Kernel("softplus gradient", read: 2, written: 1, KernelSteps.MapGradient<Softplus>),
        Kernel("add", read: 2, written: 1, KernelSteps.Add),
        Kernel("add row", read: 1, written: 1, KernelSteps.AddRow),
        Kernel("sum", read: 1, written: 0, (device, size) => KernelSteps.Sum(device, new(1, size, 1))),
        Kernel("sum rows", read: 1, written: 0, (device, size) => KernelSteps.Sum(device, new(size / Columns, Columns, 1))),
        Kernel("sum columns", read: 1, written: 0, (device, size) => KernelSteps.Sum(device, new(1, size / Columns, Columns))),
        Kernel("max", read: 1, written: 0, KernelSteps.Max),
        Kernel("logsumexp rows", read: 1, written: 0, KernelSteps.LogSumExp),
        Kernel("softmax rows", read: 1, written: 1, KernelSteps.Softmax),
        Kernel("softmax gradient", read: 2, written: 1, KernelSteps.SoftmaxGradient),
        Kernel("layer norm rows", read: 1, written: 1, KernelSteps.LayerNorm),
        Kernel("normal", read: 0, written: 1, KernelSteps.Normal),
        Kernel("weight sample", read: 2, written: 2, KernelSteps.Sample),
        Kernel("weight gradient", read: 4, written: 2, KernelSteps.SampleGradient),
        Kernel("adam", read: 4, written: 3, KernelSteps.Adam),
        Kernel("gather rows", read: 1, written: 1, KernelSteps.Gather),
        Kernel("scatter-add rows", read: 2, written: 1, KernelSteps.ScatterAdd),
        Kernel("transpose", read: 1, written: 1, KernelSteps.Transpose),
        Kernel("upload", read: 0, written: 1, KernelSteps.Upload) with { Bound = Bound.Bus },
        Kernel("download", read: 1, written: 0, KernelSteps.Download) with { Bound = Bound.Bus },
        Product("product NN", transposeA: false, transposeB: false),
        Product("product NT", transposeA: false, transposeB: true),
        Product("product TN", transposeA: true, transposeB: false),
    ];

    /// <summary>The kernels whose names start with one of the given words, in the table's order; all of them for no words.</summary>
    /// <exception cref="ArgumentException">No name starts with one of the words.</exception>
    public static IReadOnlyList<KernelCase> Select(IReadOnlyList<string> words)
    {
        foreach (var word in words)
            if (!All.Any(kernel => Fits(kernel, word)))
                throw new ArgumentException($"There is no kernel '{word}'; expected names, or beginnings of names, from: {string.Join(", ", All)}.");
        return words.Count == 0 ? All : [.. All.Where(kernel => words.Any(word => Fits(kernel, word)))];
    }

    private static KernelCase Kernel(string name, int read, int written, Func<Device, int, Action> prepare) =>
        new(name, size => Work.Elementwise(size, read, written), prepare);

    private static KernelCase Product(string name, bool transposeA, bool transposeB) =>
        new(name, side => Work.Product(side, side, side), (device, side) => KernelSteps.Product(device, side, transposeA, transposeB)) { Bound = Bound.Arithmetic };

    private static bool Fits(KernelCase kernel, string word) => kernel.Name.StartsWith(word, StringComparison.Ordinal);
}
