namespace Engine.Models;

/// <summary>How KL(q(z|x) ‖ p(z)) is computed.</summary>
public enum LatentDivergence
{
    /// <summary>By its formula, which an error names if there is none: less noise.</summary>
    ClosedForm,

    /// <summary>From the sample, ln q(z|x) − ln p(z): for any pair of distributions.</summary>
    MonteCarlo,
}
