using Engine.Bench.Limits;

namespace Engine.Bench.Cases;

/// <summary>Matrix products C[M, N] = A[M, K]·B[K, N] of the sizes that networks have.</summary>
/// <remarks>
/// The form says how the operands are stored. NN: as named. NT: B as [N, K], a dense layer's forward pass.
/// TN: A as [K, M], the gradient of its weight.
/// </remarks>
public static class ProductCases
{
    private static readonly (int M, int K, int N, string Form)[] sizes =
    [
        (128, 784, 400, "NT"), (128, 400, 784, "NN"), (400, 128, 784, "TN"), (128, 400, 40, "NT"), (40, 128, 400, "TN"),
        (128, 400, 10, "NT"), (128, 1200, 1200, "NT"), (1200, 128, 1200, "TN"), (1000, 784, 400, "NT"), (512, 512, 512, "NN"),
        (1024, 1024, 1024, "NN"), (2048, 2048, 2048, "NN"), (4096, 784, 400, "NT"),
        (128, 784, 400, "NN"), (784, 128, 400, "TN"), (128, 400, 40, "NN"), (400, 128, 40, "TN"), (128, 400, 10, "NN"),
        (128, 1200, 1200, "NN"), (1000, 784, 400, "NN"), (4096, 784, 400, "NN"),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<BenchCase> All => sizes.Select(size => new BenchCase(
        $"gemm-{size.M}x{size.K}x{size.N}-{size.Form}",
        device => Prepare(device, new(size.M, size.N, size.K, size.Form == "TN", size.Form == "NT", [0], [0])))
    {
        Work = Work.Product(size.M, size.K, size.N),
    });

    /// <summary>A product of random matrices into memory that is there before.</summary>
    public static Action Prepare(Device device, MatMulPlan plan)
    {
        var a = Tensor.Randn([plan.M * plan.K], seed: 1, device);
        var b = Tensor.Randn([plan.K * plan.N], seed: 2, device);
        var c = Tensor.Zeros([plan.M * plan.N], device);
        return () => device.MatMul(plan, a.Memory, b.Memory, null, default(Operations.Identity), c.Memory);
    }
}
