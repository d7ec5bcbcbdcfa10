using Engine.Bench.Limits;

namespace Engine.Bench.Cases;

/// <summary>Softmax along the rows of a matrix, and its logarithm.</summary>
public static class SoftmaxCases
{
    private const int Rows = 128;
    private const int Columns = 1000;

    private static readonly Work work = Work.Elementwise(Rows * Columns, read: 1, written: 1);

    /// <summary>Both of them.</summary>
    public static IEnumerable<BenchCase> All =>
    [
        new($"softmax-{Rows}x{Columns}", device => Prepare(device, logarithm: false)) { Work = work },
        new($"log_softmax-{Rows}x{Columns}", device => Prepare(device, logarithm: true)) { Work = work },
    ];

    private static Action Prepare(Device device, bool logarithm)
    {
        var (x, y) = (Tensor.Randn([Rows, Columns], seed: 1, device), Tensor.Zeros([Rows, Columns], device));
        var span = AxisSpan.Of(x.Shape, 1);
        return () => device.Softmax(x.Memory, y.Memory, span, logarithm);
    }
}
