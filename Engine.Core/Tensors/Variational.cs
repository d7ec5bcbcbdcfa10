using Engine.Operations;

namespace Engine;

/// <summary>
/// Weights that are distributed as N(μ, σ²) with σ = softplus(ρ): samples and variances of them and their divergence from a
/// prior N(m, s²), in one pass over memory forward and one backward.
/// </summary>
/// <remarks>The ops are <see cref="NormalSample"/>, <see cref="ScaledNoise"/>, <see cref="NormalActivation"/> and <see cref="NormalVariance"/>; <see cref="Device.Sample"/> runs them.</remarks>
public static class Variational
{
    /// <summary>A sample w = μ + softplus(ρ)·ε, with reparameterized gradients, and KL(N(μ, σ²) ‖ N(m, s²)) summed over all weights.</summary>
    /// <param name="mean">μ, any shape.</param>
    /// <param name="rho">ρ, of the same shape.</param>
    /// <param name="priorMean">m.</param>
    /// <param name="priorDeviation">s &gt; 0.</param>
    /// <param name="noise">Where ε comes from: the numbers of <see cref="RandomStream.Normal"/>, which it advances alike.</param>
    /// <returns>The sample, of the mean's shape, and one number.</returns>
    /// <exception cref="ArgumentException">The shapes or devices differ, or the prior is not a distribution.</exception>
    public static (Tensor Sample, Tensor Divergence) Sample(Tensor mean, Tensor rho, double priorMean, double priorDeviation, RandomStream noise)
    {
        Check(nameof(Sample), mean, rho);
        CheckPrior(priorMean, priorDeviation);
        return Joint(new NormalSample(priorMean, priorDeviation), mean, rho, noise, (g, h, drawn) =>
            (g + h * DivergenceByMean(mean, priorMean, priorDeviation), g * drawn! * rho.Sigmoid() + h * DivergenceByRho(rho, priorDeviation)));
    }

    /// <summary>A sample w = μ + softplus(ρ)·ε, with reparameterized gradients.</summary>
    /// <param name="mean">μ, any shape.</param>
    /// <param name="rho">ρ, of the same shape.</param>
    /// <param name="noise">Where ε comes from: the numbers of <see cref="RandomStream.Normal"/>, which it advances alike.</param>
    /// <returns>A tensor of the mean's shape.</returns>
    /// <exception cref="ArgumentException">The shapes or devices differ.</exception>
    public static Tensor Sample(Tensor mean, Tensor rho, RandomStream noise)
    {
        Check(nameof(Sample), mean, rho);
        return Alone(new NormalSample(0, 1), mean, rho, noise, (g, _, drawn) => (g, g * drawn! * rho.Sigmoid()));
    }

    /// <summary>A sample y = m + √v·ε from N(m, v), with reparameterized gradients: activations of local reparameterization.</summary>
    /// <param name="mean">m, any shape.</param>
    /// <param name="variance">v ≥ 0, of the same shape; where it is 0, its gradient is 0.</param>
    /// <param name="noise">Where ε comes from: the numbers of <see cref="RandomStream.Normal"/>, which it advances alike.</param>
    /// <returns>A tensor of the mean's shape.</returns>
    /// <exception cref="ArgumentException">The shapes or devices differ.</exception>
    public static Tensor SampleByVariance(Tensor mean, Tensor variance, RandomStream noise)
    {
        Engine.Check.SameShape(nameof(variance), variance, mean.Shape);
        Engine.Check.SameDevice(nameof(SampleByVariance), mean, variance);
        return Alone(default(NormalActivation), mean, variance, noise, (g, _, drawn) =>
            (g, g * drawn! * Elementwise.Where(variance.Equal(0), variance.Like(0), variance.Rsqrt() * 0.5)));
    }

    /// <summary>A sample w = μ + σ·ε, with reparameterized gradients: for many draws with deviations that are worked out once.</summary>
    /// <param name="mean">μ, any shape.</param>
    /// <param name="deviation">σ, of the same shape.</param>
    /// <param name="noise">Where ε comes from: the numbers of <see cref="RandomStream.Normal"/>, which it advances alike.</param>
    /// <returns>A tensor of the mean's shape.</returns>
    /// <exception cref="ArgumentException">The shapes or devices differ.</exception>
    public static Tensor SampleByDeviation(Tensor mean, Tensor deviation, RandomStream noise)
    {
        Engine.Check.SameShape(nameof(deviation), deviation, mean.Shape);
        Engine.Check.SameDevice(nameof(SampleByDeviation), mean, deviation);
        return Alone(default(ScaledNoise), mean, deviation, noise, (g, _, drawn) => (g, g * drawn!));
    }

    /// <summary>The variance σ² = softplus(ρ)², and KL(N(μ, σ²) ‖ N(m, s²)) summed over all weights.</summary>
    /// <param name="mean">μ, any shape; only the divergence depends on it.</param>
    /// <param name="rho">ρ, of the same shape.</param>
    /// <param name="priorMean">m.</param>
    /// <param name="priorDeviation">s &gt; 0.</param>
    /// <returns>The variance, of the mean's shape, and one number.</returns>
    /// <exception cref="ArgumentException">The shapes or devices differ, or the prior is not a distribution.</exception>
    public static (Tensor Variance, Tensor Divergence) Variance(Tensor mean, Tensor rho, double priorMean, double priorDeviation)
    {
        Check(nameof(Variance), mean, rho);
        CheckPrior(priorMean, priorDeviation);
        return Joint(new NormalVariance(priorMean, priorDeviation), mean, rho, noise: null, (g, h, _) =>
            (h * DivergenceByMean(mean, priorMean, priorDeviation), g * 2 * rho.Softplus() * rho.Sigmoid() + h * DivergenceByRho(rho, priorDeviation)));
    }

    private static (Tensor Value, Tensor Divergence) Joint<Op>(Op op, Tensor a, Tensor b, RandomStream? noise, Composed composed) where Op : struct, ISampleOp
    {
        var (value, divergence) = (Tensor.Uninitialized(a.Shape, a.Device), Tensor.Uninitialized([], a.Device));
        var drawn = Kept(op, a, b);
        var state = noise?.Take(a.Elements) ?? default;
        a.Device.Sample(op, state, a.Memory, b.Memory, value.Memory, drawn?.Memory, divergence.Memory, a.Elements);
        Tape.Recorded(typeof(Op).Name, [value, divergence], [a, b], arrived => Gradients(op, arrived, arrived[0], arrived[1], a, b, drawn, composed));
        return (value, divergence);
    }

    /// <summary>The value without its divergence.</summary>
    private static Tensor Alone<Op>(Op op, Tensor a, Tensor b, RandomStream noise, Composed composed) where Op : struct, ISampleOp
    {
        var (value, drawn) = (Tensor.Uninitialized(a.Shape, a.Device), Kept(op, a, b));
        a.Device.Sample(op, noise.Take(a.Elements), a.Memory, b.Memory, value.Memory, drawn?.Memory, null, a.Elements);
        Tape.Recorded(typeof(Op).Name, [value], [a, b], arrived => Gradients(op, arrived, arrived[0], null, a, b, drawn, composed));
        return value;
    }

    /// <summary>The gradients by a and b from those of the value and of the divergence, and ε: as recorded operations, where they are to be differentiated again.</summary>
    private delegate (Tensor ByA, Tensor ByB) Composed(Tensor g, Tensor h, Tensor? drawn);

    private static Tensor?[] Gradients<Op>(Op op, JointGradients arrived, Tensor? g, Tensor? h, Tensor a, Tensor b, Tensor? drawn, Composed composed)
        where Op : struct, ISampleOp
    {
        // The gradient by a takes the place of g where it can: one array less to pass through the caches.
        var (byA, byB) = arrived.Recorded
            ? composed(g ?? Tensor.Zeros(a.Shape, a.Device), h?.Reshape([]) ?? a.Like(0), drawn)
            : (g is not null && arrived.MayOverwrite(0) ? g : Tensor.Uninitialized(a.Shape, a.Device), Tensor.Uninitialized(a.Shape, a.Device));
        if (!arrived.Recorded)
            a.Device.SampleGradient(op, g?.Memory, h?.Memory, a.Memory, b.Memory, drawn?.Memory, byA.Memory, byB.Memory, a.Elements);
        return [arrived.Wants(0) ? byA : null, arrived.Wants(1) ? byB : null];
    }

    /// <summary>Room for ε, if the op draws it and the gradient will need it.</summary>
    private static Tensor? Kept<Op>(Op op, Tensor a, Tensor b) where Op : struct, ISampleOp =>
        op.Draws && Tape.Records([a, b]) ? Tensor.Uninitialized(a.Shape, a.Device) : null;

    private static Tensor DivergenceByMean(Tensor mean, double priorMean, double priorDeviation) => (mean - priorMean) * (1 / (priorDeviation * priorDeviation));

    /// <summary>(σ/s²)·σ′ − (ln σ)′.</summary>
    private static Tensor DivergenceByRho(Tensor rho, double priorDeviation) =>
        rho.Softplus() * rho.Sigmoid() * (1 / (priorDeviation * priorDeviation)) - rho.Map<SlopeOf<LogSoftplus>>();

    private static void Check(string operation, Tensor mean, Tensor rho)
    {
        Engine.Check.SameShape(nameof(rho), rho, mean.Shape);
        Engine.Check.SameDevice(operation, mean, rho);
    }

    private static void CheckPrior(double mean, double deviation)
    {
        if (!double.IsFinite(mean)) throw new ArgumentOutOfRangeException(nameof(mean), mean, $"The prior's mean is {mean}; expected a finite number.");
        if (!(deviation > 0 && double.IsFinite(1 / (deviation * deviation)) && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, $"The prior's deviation is {deviation}; expected a positive, finite number whose square can be divided by.");
    }
}
