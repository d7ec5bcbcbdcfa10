namespace Engine.Models;

/// <summary>
/// Σ = D + W·Wᵀ with D = diag(d) and a narrow W, or none: inverse and determinant by the r×r capacitance matrix C = I + WᵀD⁻¹W, at a cost
/// of n·r² where n×n matrices cost n³. Σ⁻¹ = D⁻¹ − D⁻¹W·C⁻¹·WᵀD⁻¹ (Woodbury) and det Σ = det D·det C (the determinant lemma).
/// </summary>
/// <remarks>
/// Woodbury's difference loses the digits of a small D. With K = C⁻¹WᵀD⁻¹ it is a sum of squares, xᵀΣ⁻¹x = ‖D^(−½)(x − W·Kx)‖² + ‖Kx‖²:
/// what no combination of W's columns explains, and the size of the combination.
/// </remarks>
internal sealed class StructuredCovariance
{
    private readonly Tensor diagonal;
    private readonly Tensor? factor, solver, inverseTimesFactor, capacitance;

    /// <param name="diagonal">d, [..., n], positive.</param>
    /// <param name="factor">W, [..., n, r]; null for a diagonal Σ.</param>
    public StructuredCovariance(Tensor diagonal, Tensor? factor)
    {
        (this.diagonal, this.factor) = (diagonal, factor);
        if (factor is null) return;
        inverseTimesFactor = factor / diagonal.Unsqueeze(-1);
        capacitance = (inverseTimesFactor.MatMul(factor, transposeA: true) + Tensor.Eye(factor.Shape[-1], factor.Device)).Cholesky(validate: false);
        solver = capacitance.SolveTriangular(capacitance.SolveTriangular(inverseTimesFactor.Transpose()), transpose: true);
    }

    /// <summary>½ ln det Σ, [...].</summary>
    public Tensor HalfLogDeterminant => HalfLogCapacitance + diagonal.Log().Sum(-1) * 0.5;

    /// <summary>½ ln det C, [...].</summary>
    private Tensor HalfLogCapacitance => capacitance?.Diagonal().Log().Sum(-1) ?? diagonal.Like(0);

    /// <summary>xᵀΣ⁻¹x for vectors [samples..., batch..., n].</summary>
    public Tensor SquaredDistance(Tensor x)
    {
        if (factor is null) return (x.Square() / diagonal).Sum(-1);
        var explained = Columns.Multiply(solver!, x);
        return ((x - Columns.Multiply(factor, explained)).Square() / diagonal).Sum(-1) + explained.Square().Sum(-1);
    }

    /// <summary>2·KL of N(0, Σ_q) from N(0, Σ): tr Σ⁻¹Σ_q − n − ln det Σ⁻¹Σ_q, of which D's part Σ (t − 1 − ln t) with t = d_q/d is ≥ 0.</summary>
    /// <remarks>The rest of Σ's trace from Σ itself is 0 but for rounding; subtracting it makes the divergence of equal distributions 0.</remarks>
    public Tensor Spread(StructuredCovariance q)
    {
        var rest = RestOfTrace(q.factor, q.diagonal) - RestOfTrace(factor, diagonal).StopGradient();
        return ScaleDivergences.Excess((q.diagonal / diagonal).Log()).Sum(-1) + rest + (HalfLogCapacitance - q.HalfLogCapacitance) * 2;
    }

    /// <summary>2·KL of N(0, L·Lᵀ) from N(0, Σ) for a lower triangular L, [..., n, n].</summary>
    public Tensor SpreadOfTriangle(Tensor lower) => factor is null
        ? VectorDivergences.SpreadOfTriangle(lower / diagonal.Sqrt().Unsqueeze(-1))
        : Trace(lower) - diagonal.Shape[-1] + (HalfLogDeterminant - lower.Diagonal().Log().Sum(-1)) * 2;

    /// <summary>2·KL of N(0, Σ) from N(0, L·Lᵀ) for a lower triangular L, [..., n, n].</summary>
    public Tensor SpreadFromTriangle(Tensor lower)
    {
        var roots = diagonal.Sqrt().Unsqueeze(-1) * Tensor.Eye(diagonal.Shape[-1], diagonal.Device);
        var direct = VectorDivergences.SpreadOfTriangle(lower.SolveTriangular(roots));
        return factor is null ? direct : direct + lower.SolveTriangular(factor).Square().Sum([-2, -1]) - HalfLogCapacitance * 2;
    }

    /// <summary>tr Σ⁻¹X·Xᵀ, as for each of X's columns.</summary>
    private Tensor Trace(Tensor x)
    {
        if (factor is null) return (x.Square() / diagonal.Unsqueeze(-1)).Sum([-2, -1]);
        var explained = solver!.MatMul(x);
        return ((x - factor.MatMul(explained)).Square() / diagonal.Unsqueeze(-1)).Sum([-2, -1]) + explained.Square().Sum([-2, -1]);
    }

    /// <summary>tr Σ⁻¹(D_q + W_q·W_qᵀ) without tr D⁻¹D_q.</summary>
    private Tensor RestOfTrace(Tensor? w, Tensor d)
    {
        var trace = w is null ? diagonal.Like(0) : Trace(w);
        return solver is null ? trace : trace - (solver * inverseTimesFactor!.Transpose() * d.Unsqueeze(-2)).Sum([-2, -1]);
    }
}
