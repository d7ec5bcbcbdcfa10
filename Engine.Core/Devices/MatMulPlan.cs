namespace Engine;

/// <summary>A batch of products C = op(A)·op(B), each C of shape [M, N] with inner length K.</summary>
/// <param name="M">Rows of C.</param>
/// <param name="N">Columns of C.</param>
/// <param name="K">Inner length.</param>
/// <param name="TransposeA">A is stored [K, M] instead of [M, K].</param>
/// <param name="TransposeB">B is stored [N, K] instead of [K, N].</param>
/// <param name="OffsetsA">Where A of each product of the batch starts; its length is the batch size.</param>
/// <param name="OffsetsB">Where B of each product starts.</param>
public readonly record struct MatMulPlan(int M, int N, int K, bool TransposeA, bool TransposeB, int[] OffsetsA, int[] OffsetsB)
{
    /// <summary>Number of products.</summary>
    public int Batch => OffsetsA.Length;
}
