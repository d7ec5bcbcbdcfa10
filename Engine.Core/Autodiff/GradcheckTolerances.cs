namespace Engine;

/// <summary>How near two derivatives must be, relative to 1 + |one| + |other|.</summary>
internal static class GradcheckTolerances
{
    /// <summary>
    /// The step of the fourth-order difference. Its truncation error h⁴f⁽⁵⁾/30 ≈ 1e-16·f⁽⁵⁾ and its rounding error
    /// 1.5ε|f|/h ≈ 7e-13·|f| leave room for fifth derivatives of 10⁸, as of √x at 0.1.
    /// </summary>
    public const double Step = 1.0 / 4096;

    /// <summary>Derivative against difference: far above both errors of <see cref="Step"/>, far below any wrong formula.</summary>
    public const double Difference = 1e-7;

    /// <summary>Formula against dual numbers: the same mathematics, rounded in another order.</summary>
    public const double Slope = 1e-12;
}
