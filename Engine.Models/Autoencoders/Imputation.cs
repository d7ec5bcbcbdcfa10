namespace Engine.Models;

/// <summary>
/// Missing numbers of an observation, filled in by a Markov chain: z ~ q(z|x), then x ~ p(x|z) where x is missing, again and again. If q is
/// the exact posterior, the chain comes to p(x missing | x observed). Rezende, Mohamed &amp; Wierstra, arXiv:1401.4082, appendix F.
/// </summary>
public static class Imputation
{
    /// <summary>One step of the chain.</summary>
    /// <param name="model">p(x, z) and q(z|x).</param>
    /// <param name="x">Observations, [batch, features], with the chain's last values where they are missing.</param>
    /// <param name="observed">1 where x is observed, 0 where it is missing; [batch, features].</param>
    /// <param name="noise">Where z and x come from.</param>
    /// <returns>[batch, features]: x where it is observed, bit for bit, and new draws where it is missing.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Step(ILatentVariableModel model, Tensor x, Tensor observed, RandomStream noise)
    {
        CheckShapes(x, observed);
        using var scope = new Scope();
        return Clamp(x, observed, model.Pass(x, noise).Likelihood.Sample(noise)).Keep();
    }

    /// <summary>
    /// The means of p(x|z) where x is missing, averaged over the steps of the chain after the first ones: what to expect there, if the first
    /// steps suffice to forget the start.
    /// </summary>
    /// <param name="model">p(x, z) and q(z|x).</param>
    /// <param name="x">Observations, [batch, features], with the chain's start where they are missing: any numbers, but not NaN.</param>
    /// <param name="observed">1 where x is observed, 0 where it is missing; [batch, features].</param>
    /// <param name="burnIn">Steps before those that count.</param>
    /// <param name="steps">Steps that count, at least 1.</param>
    /// <param name="noise">Where z and x come from.</param>
    /// <returns>[batch, features]: x where it is observed.</returns>
    /// <exception cref="ArgumentException">The shapes differ, the mask has other numbers, or x has NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of steps is too small.</exception>
    public static Tensor Mean(ILatentVariableModel model, Tensor x, Tensor observed, int burnIn, int steps, RandomStream noise)
    {
        CheckShapes(x, observed);
        Require.Positive(steps, nameof(steps));
        if (burnIn < 0) throw new ArgumentOutOfRangeException(nameof(burnIn), burnIn, $"burnIn must be at least 0, not {burnIn}.");
        if (x.HasNaN()) throw new ArgumentException("x has NaN: give the missing numbers a start, such as the mean of the data.", nameof(x));
        foreach (var mark in observed.ToDoubles())
            if (mark is not (0 or 1)) throw new ArgumentException($"observed has {mark}; expected 1 where x is observed and 0 where it is missing.", nameof(observed));
        var (state, sum) = (x.Clone().Keep(), Tensor.Zeros(x.Shape, x.Device).Keep());
        for (var step = 0; step < burnIn + steps; step++)
        {
            using var scope = new Scope();
            var likelihood = model.Pass(state, noise).Likelihood;
            if (step >= burnIn) Replace(ref sum, sum + likelihood.Mean);
            Replace(ref state, Clamp(state, observed, likelihood.Sample(noise)));
        }
        Replace(ref sum, Clamp(x, observed, sum / steps));
        state.Dispose();
        return sum;
    }

    /// <summary>So that the memory does not grow with the steps.</summary>
    private static void Replace(ref Tensor old, Tensor by)
    {
        old.Dispose();
        old = by.Keep();
    }

    private static Tensor Clamp(Tensor x, Tensor observed, Tensor filled) => Elementwise.Where(observed, x, filled);

    private static void CheckShapes(Tensor x, Tensor observed)
    {
        if (observed.Shape != x.Shape) throw new ArgumentException($"observed has shape {observed.Shape}; expected {x.Shape}, as x.", nameof(observed));
    }
}
